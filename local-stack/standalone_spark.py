"""Spark's own cluster manager on loopback, from the jars of the pyspark package."""

from __future__ import annotations

import os
from pathlib import Path

from processes import LOOPBACK, Processes, free_port, listening, wait_for


class StandaloneSpark:
    """A master and its workers.

    folder: logs, and the workers' folders of applications
    cores, memory: of each worker
    conf: folder of Spark's own configuration files; none: it has none
    """

    def __init__(
        self,
        folder: Path,
        processes: Processes,
        workers: int = 1,
        cores: int = 4,
        memory: str = "4g",
        conf: Path | None = None,
    ) -> None:
        import pyspark

        self.port = free_port()
        self.rest_port = free_port()
        self.master = f"spark://{LOOPBACK}:{self.port}"
        # Where drivers that run inside the cluster are submitted to.
        self.rest_master = f"spark://{LOOPBACK}:{self.rest_port}"
        self.home = Path(pyspark.__file__).parent
        spark_class = str(self.home / "bin" / "spark-class")
        env = {
            **os.environ,
            "SPARK_LOCAL_IP": LOOPBACK,
            "SPARK_DAEMON_MEMORY": "256m",
            "SPARK_MASTER_OPTS": "-Dspark.master.rest.enabled=true"
            f" -Dspark.master.rest.host={LOOPBACK} -Dspark.master.rest.port={self.rest_port}",
        }
        if conf:
            env["SPARK_CONF_DIR"] = str(conf)
        package = "org.apache.spark.deploy"
        page = free_port()
        self.page = f"http://{LOOPBACK}:{page}/"
        self.worker_pages: list[str] = []
        where = ["--host", LOOPBACK, "--webui-port", str(page)]
        processes.start(
            "spark-master",
            [spark_class, f"{package}.master.Master", *where, "--port", str(self.port)],
            env,
        )
        wait_for("Spark master", lambda: listening(self.port), 60)
        for number in range(workers):
            name = "spark-worker" if workers == 1 else f"spark-worker-{number}"
            where[-1] = str(free_port())
            self.worker_pages.append(f"http://{LOOPBACK}:{where[-1]}/")
            work = ["--cores", str(cores), "--memory", memory, "--work-dir", str(folder / name)]
            processes.start(
                name, [spark_class, f"{package}.worker.Worker", *where, *work, self.master], env
            )
            log = folder / f"{name}.log"
            wait_for("Spark worker", lambda: "Successfully registered" in log.read_text(), 60)
