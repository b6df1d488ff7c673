package io.demandforecast.config;

import io.demandforecast.config.MonitoringSettings.Pushgateway;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code monitoring}. */
final class MonitoringReader {
  private static final List<String> SCHEMES = List.of("http", "https");

  /** What is in no name, so that it stands in file names and addresses as it is. */
  private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9._-]");

  private MonitoringReader() {}

  /**
   * @param warehouse where the tables are: the last part of it names them
   */
  static MonitoringSettings read(Section monitoring, String warehouse) {
    Optional<String> name = monitoring.optionalText("warehouse");
    if (name.isPresent() && OTHER.matcher(name.get()).find()) {
      monitoring.problem("warehouse", "expected letters, digits, '.', '_' and '-' only");
    }
    return new MonitoringSettings(
        name.orElse(lastPart(warehouse)),
        monitoring.duration("every"),
        monitoring.optionalText("textfile"),
        pushgateway(monitoring.section("pushgateway")),
        monitoring.optionalText("traces").flatMap(url -> address(monitoring, "traces", url)),
        lineage(monitoring.section("lineage")),
        monitoring.duration("timeout"));
  }

  private static String lastPart(String location) {
    String trimmed = location.replaceFirst("/+$", "");
    String last = trimmed.substring(trimmed.lastIndexOf('/') + 1);
    return OTHER.matcher(last).replaceAll("_");
  }

  private static Optional<Pushgateway> pushgateway(Section section) {
    String job = section.requiredText("job", "the label of what is pushed");
    String user = section.text("user");
    String variable = VariableName.read(section, "password-variable");
    return section
        .optionalText("url")
        .flatMap(url -> address(section, "url", url))
        .map(url -> new Pushgateway(url, job, user, variable));
  }

  private static Optional<MonitoringSettings.Lineage> lineage(Section section) {
    String namespace = section.requiredText("namespace", "the namespace of the jobs");
    String variable = VariableName.read(section, "token-variable");
    return section
        .optionalText("url")
        .flatMap(url -> address(section, "url", url))
        .map(url -> new MonitoringSettings.Lineage(url, namespace, variable));
  }

  private static Optional<URI> address(Section section, String key, String url) {
    try {
      URI address = new URI(url);
      if (address.getUserInfo() != null || Secrets.isSecretText(url)) {
        section.problem(key, "an address is shown and recorded: expected one without credentials");
      } else if (address.getHost() != null && SCHEMES.contains(address.getScheme())) {
        return Optional.of(address);
      } else {
        section.problem(key, "expected an address such as http://monitor:9091");
      }
    } catch (URISyntaxException e) {
      section.problem(key, "expected an address such as http://monitor:9091");
    }
    return Optional.empty();
  }
}
