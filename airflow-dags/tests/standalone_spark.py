"""Spark's own cluster manager on loopback, from the jars of the pyspark package."""

from __future__ import annotations

import os
from pathlib import Path

from processes import LOOPBACK, Processes, free_port, listening, wait_for


class StandaloneSpark:
    """A master and one worker."""

    def __init__(self, folder: Path, processes: Processes) -> None:
        import pyspark

        self.port = free_port()
        self.rest_port = free_port()
        self.master = f"spark://{LOOPBACK}:{self.port}"
        # Where drivers that run inside the cluster are submitted to.
        self.rest_master = f"spark://{LOOPBACK}:{self.rest_port}"
        spark_class = str(Path(pyspark.__file__).parent / "bin" / "spark-class")
        env = {
            **os.environ,
            "SPARK_LOCAL_IP": LOOPBACK,
            "SPARK_DAEMON_MEMORY": "256m",
            "SPARK_MASTER_OPTS": "-Dspark.master.rest.enabled=true"
            f" -Dspark.master.rest.host={LOOPBACK} -Dspark.master.rest.port={self.rest_port}",
        }
        package = "org.apache.spark.deploy"
        where = ["--host", LOOPBACK, "--webui-port", str(free_port())]
        processes.start(
            "spark-master",
            [spark_class, f"{package}.master.Master", *where, "--port", str(self.port)],
            env,
        )
        wait_for("Spark master", lambda: listening(self.port), 60)
        where[-1] = str(free_port())
        work = ["--cores", "4", "--memory", "4g", "--work-dir", str(folder / "work")]
        processes.start(
            "spark-worker",
            [spark_class, f"{package}.worker.Worker", *where, *work, self.master],
            env,
        )
        log = folder / "spark-worker.log"
        wait_for("Spark worker", lambda: "Successfully registered" in log.read_text(), 60)
