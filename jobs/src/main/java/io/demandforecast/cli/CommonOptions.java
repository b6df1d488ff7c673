package io.demandforecast.cli;

import io.demandforecast.config.ConfigLoader;
import io.demandforecast.config.ConfigRequest;
import io.demandforecast.config.LoadedConfig;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that every command on a data set takes. */
final class CommonOptions {

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The data set's configuration. Default: the demo, conf/datasets/demo.conf.")
  private Path config;

  @Option(
      names = {"-w", "--warehouse"},
      paramLabel = "WAREHOUSE",
      description =
          "Folder (or URI, such as s3a://bucket/prefix) of the tables. Default: storage.warehouse "
              + "of the configuration, ./warehouse.")
  private String warehouse;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the raw files. Default: storage.data of the configuration.")
  private String data;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      converter = DateConverter.class,
      description =
          "The origin: the last day of actuals used, as 2016-04-24. Default: the last day of the "
              + "data.")
  private LocalDate asOf;

  @Option(
      names = "--set",
      paramLabel = "key=value",
      converter = SettingConverter.class,
      description = "A setting that overrides the configuration. Repeatable.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--master",
      paramLabel = "URL",
      converter = MasterConverter.class,
      description =
          "Where Spark runs: local[N], spark://HOST:PORT, yarn, k8s://... Default: spark.master "
              + "of the configuration, all cores of this machine.")
  private String master;

  @Option(
      names = "--progress",
      paramLabel = "STYLE",
      description =
          "How progress is shown: auto (a bar on a terminal, lines elsewhere), plain, bar, none. "
              + "Default: auto.")
  private ProgressStyle progress = ProgressStyle.AUTO;

  /**
   * The configuration as the options, the environment and the files say it together.
   *
   * @throws io.demandforecast.failure.ForecastException with all problems, where there are any
   */
  LoadedConfig load() {
    return new ConfigLoader()
        .load(
            new ConfigRequest(
                Optional.ofNullable(config).or(Installation::demoConfig),
                settings,
                System.getenv(),
                Optional.ofNullable(data),
                Optional.ofNullable(warehouse),
                Optional.ofNullable(master)));
  }

  Optional<LocalDate> asOf() {
    return Optional.ofNullable(asOf);
  }

  Optional<String> master() {
    return Optional.ofNullable(master);
  }

  ProgressStyle progress() {
    return progress;
  }
}
