package io.demandforecast.config;

import java.util.List;
import java.util.regex.Pattern;

/** Reads {@code security}. */
final class SecurityReader {
  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*");
  private static final Pattern ROOT = Pattern.compile("/.*|[A-Za-z][A-Za-z0-9+.-]*:.*");

  private SecurityReader() {}

  static SecuritySettings read(Section security) {
    List<String> roots = security.texts("roots");
    for (String root : roots) {
      if (!ROOT.matcher(root).matches()) {
        security.problem(
            "roots", "expected absolute folders or URIs, such as /data or s3a://bucket/shop");
      }
    }
    List<String> schemes = security.texts("schemes");
    for (String scheme : schemes) {
      if (!SCHEME.matcher(scheme).matches()) {
        security.problem("schemes", "expected names such as file or s3a");
      }
    }
    return new SecuritySettings(
        VariableName.read(security, "personal-key-variable"), roots, schemes);
  }
}
