package io.demandforecast.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Checks that raw files, tables, backups and reports are on a file system, and below a folder, that
 * is allowed. Links are followed: what counts is where a path leads.
 */
public final class PlaceChecks {
  private static final String FILE = "file";

  private PlaceChecks() {}

  static void run(Section root, ForecastConfig config) {
    Section storage = root.section("storage");
    check(storage, "data", config.storage().data(), config);
    check(storage, "warehouse", config.storage().warehouse(), config);
    check(storage, "backups", config.storage().backups(), config);
    check(root.section("report"), "path", config.report().path(), config);
    config
        .maintenance()
        .archive()
        .ifPresent(archive -> check(root.section("maintenance"), "archive", archive, config));
  }

  private static void check(Section section, String key, String location, ForecastConfig config) {
    if (section.sound(key)) {
      problem(config.security(), location).ifPresent(problem -> section.problem(key, problem));
    }
  }

  /**
   * What is wrong with a place that a person names; empty where it is allowed.
   *
   * @param location a folder or URI; an empty one names nothing
   */
  public static Optional<String> problem(SecuritySettings security, String location) {
    if (location.isEmpty()) {
      return Optional.empty();
    }
    if (Secrets.isSecretText(location)) {
      return Optional.of("an address is shown and recorded: expected one without credentials");
    }
    try {
      String scheme = scheme(location);
      if (!security.schemes().contains(scheme)) {
        return Optional.of(
            "file system '"
                + scheme
                + "' is not among security.schemes = "
                + String.join(", ", security.schemes()));
      }
      String place = place(location);
      List<String> roots = security.roots();
      if (!roots.isEmpty() && roots.stream().noneMatch(root -> isBelow(place, place(root)))) {
        return Optional.of(
            "leads out of the folders that security.roots allows: " + String.join(", ", roots));
      }
      return Optional.empty();
    } catch (IllegalArgumentException notAPath) {
      return Optional.of("expected a folder or a URI such as s3a://bucket/prefix");
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
