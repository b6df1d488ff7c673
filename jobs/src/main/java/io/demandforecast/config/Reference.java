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
import java.util.Objects;

/** {@code reference.conf}: the default of every setting. */
final class Reference {
  static final String INPUT_DEFAULTS = "input-defaults";
  private static final String ELEMENT_DEFAULTS = "element-defaults";
  private static final String FREQUENCY_DEFAULTS = "frequency-defaults";
  private static final String ANY_FREQUENCY = "daily";

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

  /** The defaults of a data set of one frequency; of an unknown one those of daily data. */
  Config defaults(String frequency) {
    Config byFrequency = all.getConfig(FREQUENCY_DEFAULTS);
    String known = byFrequency.root().containsKey(frequency) ? frequency : ANY_FREQUENCY;
    return byFrequency
        .getConfig(known)
        .withFallback(all.withoutPath(FREQUENCY_DEFAULTS).withoutPath(ELEMENT_DEFAULTS));
  }

  /** The defaults of one element of a list or of named sections: column, covariate, scope, rule. */
  ConfigObject element(String kind) {
    return all.getConfig(ELEMENT_DEFAULTS).getObject(kind);
  }
}
