package io.demandforecast.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Fills what a person wrote with every default: those of the frequency, of inputs, and of the
 * elements of lists. What comes out is complete, so that readers know no defaults.
 */
final class EffectiveConfig {
  private static final String INPUTS = "inputs";
  private static final String TRAINING = "training";
  private static final String HORIZON = "horizon";
  private static final String GRID = "grid";
  private static final String ENGINES = "engines";

  /** What differs from engine to engine. */
  private static final List<String> BY_ENGINE =
      List.of("rows.max-rows", "rows.validation-rows", GRID);

  private static final String BUCKETS = "buckets";
  private static final String LEAD_TIMES = "lead-times";
  private static final String DERIVED = "derived from the horizon";

  private final Reference reference;
  private final ConfigResolveOptions resolving;

  /**
   * @param variables looks up substitutions that the configuration itself does not answer
   */
  EffectiveConfig(Reference reference, ConfigResolver variables) {
    this.reference = reference;
    this.resolving = ConfigResolveOptions.noSystem().appendResolver(variables);
  }

  /**
   * @throws com.typesafe.config.ConfigException where a substitution leads nowhere
   */
  ConfigObject of(Config written) {
    Config any = written.withFallback(reference.defaults("", "")).resolve(resolving);
    String frequency = text(any.root(), "frequency");
    String engine =
        any.root().get(TRAINING) instanceof ConfigObject training ? text(training, "engine") : "";
    ConfigObject merged =
        written.withFallback(reference.defaults(frequency, engine)).resolve(resolving).root();
    ConfigObject filled =
        change(merged, INPUTS, inputs -> eachNamed(inputs, input -> input(merged, input)));
    filled = change(filled, "export", all -> filled(all, reference.element("export")));
    filled = change(filled, TRAINING, training -> buckets(training, merged.get(HORIZON), 1));
    filled =
        change(
            filled,
            TRAINING,
            training ->
                engine.equals(TrainingSettings.AUTO)
                    ? engines(training)
                    : candidates(named(training, engine)));
    filled = change(filled, "uncertainty", errors -> buckets(errors, merged.get(HORIZON), 4));
    filled =
        change(filled, "uncertainty", errors -> leadTimes(errors, frequency, merged.get(HORIZON)));
    return change(filled, "spark", spark -> change(spark, "settings", EffectiveConfig::flattened));
  }

  private static String text(ConfigObject object, String key) {
    ConfigValue value = object.get(key);
    return value == null ? "" : String.valueOf(value.unwrapped());
  }

  private ConfigObject input(ConfigObject merged, ConfigObject input) {
    ConfigObject filled = input;
    if (merged.get(Reference.INPUT_DEFAULTS) instanceof ConfigObject defaults) {
      filled = filled.withFallback(defaults);
    }
    filled = eachListed(filled, "columns", reference.element("column"));
    filled = eachListed(filled, "scope", reference.element("scope"));
    filled = change(filled, "covariates", all -> filled(all, reference.element("covariate")));
    return change(filled, "rules", all -> filled(all, reference.element("rule")));
  }

  private ConfigObject candidates(ConfigObject training) {
    return eachListed(training, GRID, reference.element("candidate"));
  }

  /** Settings of each engine: its own, those that stand for all of them, its defaults. */
  private ConfigObject engines(ConfigObject training) {
    ConfigObject engines = ConfigFactory.empty().root();
    for (Map.Entry<String, ConfigObject> engine : reference.byEngine().entrySet()) {
      ConfigObject own = byEngine(named(training, engine.getKey())).withFallback(engine.getValue());
      engines = engines.withValue(engine.getKey(), candidates(own));
    }
    return training.withValue(
        ENGINES,
        training.get(ENGINES) instanceof ConfigObject written
            ? engines.withFallback(written)
            : engines);
  }

  /** The settings with those of one engine in their place, where it has some of its own. */
  private static ConfigObject named(ConfigObject training, String engine) {
    return training.get(ENGINES) instanceof ConfigObject all
            && all.get(engine) instanceof ConfigObject own
        ? byEngine(own).withFallback(training)
        : training;
  }

  private static ConfigObject byEngine(ConfigObject settings) {
    Config all = settings.toConfig();
    Config some = ConfigFactory.empty();
    for (String path : BY_ENGINE) {
      some = all.hasPath(path) ? some.withValue(path, all.getValue(path)) : some;
    }
    return some.root();
  }

  private static ConfigObject filled(ConfigObject all, ConfigObject defaults) {
    return eachNamed(all, one -> one.withFallback(defaults));
  }

  /** Changes a section within an object, if it is there and is one. */
  private static ConfigObject change(
      ConfigObject object, String key, UnaryOperator<ConfigObject> change) {
    return object.get(key) instanceof ConfigObject section
        ? object.withValue(key, change.apply(section))
        : object;
  }

  private static ConfigObject eachNamed(ConfigObject all, UnaryOperator<ConfigObject> change) {
    ConfigObject changed = all;
    for (String name : all.keySet()) {
      changed = change(changed, name, change);
    }
    return changed;
  }

  private static ConfigObject eachListed(ConfigObject object, String key, ConfigObject defaults) {
    if (!(object.get(key) instanceof ConfigList list)) {
      return object;
    }
    List<ConfigValue> elements = new ArrayList<>();
    for (ConfigValue element : list) {
      elements.add(element instanceof ConfigObject one ? one.withFallback(defaults) : element);
    }
    return object.withValue(
        key, ConfigValueFactory.fromIterable(elements).withOrigin(list.origin()));
  }

  /**
   * Buckets of leads where none are written: the horizon, halves of it, up to a share of 1 / parts.
   */
  private static ConfigObject buckets(ConfigObject section, ConfigValue horizon, int parts) {
    Optional<Long> last = horizonFor(section, BUCKETS, horizon);
    if (last.isEmpty()) {
      return section;
    }
    List<Long> leads = new ArrayList<>();
    for (long part = parts; part >= 1; part /= 2) {
      long lead = last.get() / part;
      if (lead > 0 && !leads.contains(lead)) {
        leads.add(lead);
      }
    }
    return section.withValue(BUCKETS, ConfigValueFactory.fromIterable(leads, DERIVED));
  }

  /** Lead times where none are written: those usual for the frequency, within the horizon. */
  private static ConfigObject leadTimes(
      ConfigObject section, String frequency, ConfigValue horizon) {
    return horizonFor(section, LEAD_TIMES, horizon)
        .map(last -> LeadTimes.within(frequency, last))
        .map(
            leads -> section.withValue(LEAD_TIMES, ConfigValueFactory.fromIterable(leads, DERIVED)))
        .orElse(section);
  }

  /** The horizon, where it is sound and a list of leads is left for it to fill. */
  private static Optional<Long> horizonFor(ConfigObject section, String list, ConfigValue horizon) {
    boolean open = section.get(list) instanceof ConfigList written && written.isEmpty();
    if (!open || horizon == null) {
      return Optional.empty();
    }
    ConfigProblems unheard = new ConfigProblems();
    long last = new Scalar(HORIZON, horizon, unheard).wholeNumber(Bounds.atLeast(1));
    return unheard.found().isEmpty() ? Optional.of(last) : Optional.empty();
  }

  /** Settings of Spark by their full keys, whether they were written with quotes or as sections. */
  private static ConfigObject flattened(ConfigObject settings) {
    ConfigObject flat = settings;
    for (Map.Entry<String, ConfigValue> entry : settings.entrySet()) {
      if (entry.getValue() instanceof ConfigObject) {
        flat = flat.withoutKey(entry.getKey());
      }
    }
    // What is written with quotes comes from the command line or was meant to be exact: it wins.
    ConfigObject nested = ConfigValueFactory.fromMap(Map.of());
    for (Map.Entry<String, ConfigValue> entry : settings.entrySet()) {
      if (entry.getValue() instanceof ConfigObject section) {
        nested = collect(nested, entry.getKey(), section);
      }
    }
    return flat.withFallback(nested);
  }

  private static ConfigObject collect(ConfigObject into, String prefix, ConfigObject section) {
    ConfigObject collected = into;
    for (Map.Entry<String, ConfigValue> entry : section.entrySet()) {
      String key = prefix + "." + entry.getKey();
      collected =
          entry.getValue().valueType() == ConfigValueType.OBJECT
              ? collect(collected, key, (ConfigObject) entry.getValue())
              : collected.withValue(key, entry.getValue());
    }
    return collected;
  }
}
