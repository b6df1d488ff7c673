package io.demandforecast.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Checks that raw files and tables are on a file system, and below a folder, that is allowed. Links
 * are followed: what counts is where a path leads.
 */
final class PlaceChecks {
  private static final String FILE = "file";

  private final Section storage;
  private final SecuritySettings security;

  private PlaceChecks(Section storage, SecuritySettings security) {
    this.storage = storage;
    this.security = security;
  }

  static void run(Section storage, ForecastConfig config) {
    PlaceChecks checks = new PlaceChecks(storage, config.security());
    checks.check("data", config.storage().data());
    checks.check("warehouse", config.storage().warehouse());
  }

  private void check(String key, String location) {
    if (location.isEmpty() || !storage.sound(key)) {
      return;
    }
    if (Secrets.isSecretText(location)) {
      storage.problem(key, "an address is shown and recorded: expected one without credentials");
      return;
    }
    try {
      String scheme = scheme(location);
      if (!security.schemes().contains(scheme)) {
        storage.problem(
            key,
            "file system '"
                + scheme
                + "' is not among security.schemes = "
                + String.join(", ", security.schemes()));
        return;
      }
      String place = place(location);
      List<String> roots = security.roots();
      if (!roots.isEmpty() && roots.stream().noneMatch(root -> isBelow(place, place(root)))) {
        storage.problem(
            key,
            "leads out of the folders that security.roots allows: " + String.join(", ", roots));
      }
    } catch (IllegalArgumentException notAPath) {
      storage.problem(key, "expected a folder or a URI such as s3a://bucket/prefix");
    }
  }

  private static boolean isBelow(String place, String root) {
    String folder = root.endsWith("/") ? root : root + "/";
    return (place + "/").startsWith(folder);
  }

  private static String scheme(String location) {
    int colon = location.indexOf(':');
    int slash = location.indexOf('/');
    boolean named = colon > 0 && (slash < 0 || colon < slash);
    return named ? location.substring(0, colon).toLowerCase(Locale.ROOT) : FILE;
  }

  /** The place without detours; of a local path where its links lead. */
  private static String place(String location) {
    String scheme = scheme(location);
    if (!scheme.equals(FILE)) {
      URI uri = URI.create(location.replace(" ", "%20")).normalize();
      String path = uri.getPath() == null ? "" : uri.getPath();
      if (path.contains("/../")) {
        throw new IllegalArgumentException(location);
      }
      return scheme + "://" + uri.getRawAuthority() + path;
    }
    String path =
        location.regionMatches(true, 0, FILE + ":", 0, FILE.length() + 1)
            ? location.substring(FILE.length() + 1).replaceFirst("^//+", "/")
            : location;
    try {
      return real(Path.of(path).toAbsolutePath().normalize()).toString();
    } catch (InvalidPathException invalid) {
      throw new IllegalArgumentException(invalid);
    }
  }

  /** Of a path whose end is not there yet, where its beginning leads. */
  private static Path real(Path path) {
    for (Path there = path; there != null; there = there.getParent()) {
      if (Files.exists(there)) {
        try {
          return there.toRealPath().resolve(there.relativize(path)).normalize();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return path;
  }
}
