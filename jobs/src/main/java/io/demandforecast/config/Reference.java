package io.demandforecast.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** {@code reference.conf}: the default of every setting. */
final class Reference {
  static final String INPUT_DEFAULTS = "input-defaults";
  private static final String ELEMENT_DEFAULTS = "element-defaults";
  private static final String FREQUENCY_DEFAULTS = "frequency-defaults";
  private static final String ENGINE_DEFAULTS = "engine-defaults";
  private static final String ANY_FREQUENCY = "daily";
  private static final String ANY_ENGINE = "mllib";

  private final Config all;

  private Reference(Config all) {
    this.all = all;
  }

  static Reference load() {
    URL resource =
        Objects.requireNonNull(
            Reference.class.getResource("/" + Place.REFERENCE), "reference.conf is not packaged");
    try (InputStreamReader text =
        new InputStreamReader(resource.openStream(), StandardCharsets.UTF_8)) {
      ConfigParseOptions named =
          ConfigParseOptions.defaults().setOriginDescription(Place.REFERENCE);
      return new Reference(ConfigFactory.parseReader(text, named));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The defaults of a data set of one frequency that one engine learns; of unknown ones those of
   * daily data and of the default engine; of none where a trial chooses it.
   */
  Config defaults(String frequency, String engine) {
    return choice(FREQUENCY_DEFAULTS, frequency, ANY_FREQUENCY)
        .withFallback(
            engine.equals(TrainingSettings.AUTO)
                ? ConfigFactory.empty()
                : choice(ENGINE_DEFAULTS, engine, ANY_ENGINE))
        .withFallback(
            all.withoutPath(FREQUENCY_DEFAULTS)
                .withoutPath(ENGINE_DEFAULTS)
                .withoutPath(ELEMENT_DEFAULTS));
  }

  /** The defaults of training by engine. */
  Map<String, ConfigObject> byEngine() {
    Map<String, ConfigObject> byEngine = new TreeMap<>();
    Config choices = all.getConfig(ENGINE_DEFAULTS);
    for (String engine : choices.root().keySet()) {
      byEngine.put(engine, choices.getObject(engine + ".training"));
    }
    return byEngine;
  }

  private Config choice(String section, String name, String otherwise) {
    Config choices = all.getConfig(section);
    return choices.getConfig(choices.root().containsKey(name) ? name : otherwise);
  }

  /**
   * The defaults of one element of a list or of named sections: column, covariate, scope, rule,
   * candidate.
   */
  ConfigObject element(String kind) {
    return all.getConfig(ELEMENT_DEFAULTS).getObject(kind);
  }
}
