package io.demandforecast.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import io.demandforecast.failure.ForecastException;
import java.util.List;
import java.util.Map;

/**
 * Makes the configuration of a command from {@code reference.conf}, the data set's file, the
 * environment and the command line, each winning over those before it. It looks at no data and at
 * no clock.
 */
public final class ConfigLoader {
  private final Reference reference;

  public ConfigLoader() {
    this.reference = Reference.load();
  }

  /**
   * Loads, checks and types a configuration.
   *
   * @throws ForecastException of the configuration, which names everything that is wrong with its
   *     place and what is expected
   */
  public LoadedConfig load(ConfigRequest request) {
    ConfigProblems problems = new ConfigProblems();
    String source = request.file().map(Object::toString).orElse("the command line");
    try {
      Config file = request.file().map(ConfigFile::parse).orElse(ConfigFactory.empty());
      EffectiveConfig effective =
          new EffectiveConfig(reference, EnvironmentSettings.resolver(request.environment()));
      ConfigObject withoutOverrides = effective.of(file);
      SecretCheck.run(withoutOverrides, problems);
      Config environment =
          EnvironmentSettings.of(request.environment(), withoutOverrides, problems);
      Config settings = CommandLineSettings.of(request, problems);
      ConfigObject all = effective.of(settings.withFallback(environment).withFallback(file));
      SecretCheck.run(all, problems);
      ForecastConfig config = read(all, new Place(source, 0), problems);
      problems.throwIfAny();
      List<LoadedConfig.Entry> entries = ConfigEntries.of(all);
      return new LoadedConfig(config, entries, ConfigEntries.render(entries));
    } catch (ConfigException e) {
      problems.add(Syntax.problem(e, source));
      problems.throwIfAny();
      throw e;
    }
  }

  /**
   * The configuration of a record: what numbers depend on as it was then. Storage and Spark are
   * those of the defaults.
   *
   * @param rendered see {@link LoadedConfig#rendered}
   * @throws ForecastException of the configuration where this version does not understand it
   */
  public ForecastConfig recorded(String rendered) {
    ConfigProblems problems = new ConfigProblems();
    String source = "the recorded configuration";
    try {
      Config written =
          ConfigFactory.parseString(rendered).withoutPath("storage").withoutPath("spark");
      ConfigObject all =
          new EffectiveConfig(reference, EnvironmentSettings.resolver(Map.of())).of(written);
      ForecastConfig config = read(all, new Place(source, 0), problems);
      problems.throwIfAny();
      return config;
    } catch (ConfigException e) {
      problems.add(Syntax.problem(e, source));
      problems.throwIfAny();
      throw e;
    }
  }

  private static ForecastConfig read(ConfigObject all, Place source, ConfigProblems problems) {
    Section root = new Section("", all, source, problems);
    ForecastConfig config = ForecastConfigReader.read(root);
    root.finish();
    return config;
  }
}
