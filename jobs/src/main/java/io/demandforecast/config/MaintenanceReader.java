package io.demandforecast.config;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Reads {@code maintenance}. */
final class MaintenanceReader {
  private static final String BESIDE = "beside";
  private static final String NONE = "none";
  private static final Bounds DAYS = Bounds.between(1, 36_500);

  private MaintenanceReader() {}

  /**
   * @param warehouse where the tables are
   * @param buckets last lead of each bucket of the uncertainty: the leads that stay by default,
   *     beside the first
   */
  static MaintenanceSettings read(Section maintenance, String warehouse, List<Integer> buckets) {
    List<Integer> leads = maintenance.integers("forecast-leads", Bounds.between(1, 10_000));
    TreeSet<Integer> kept = new TreeSet<>(leads.isEmpty() ? buckets : leads);
    if (leads.isEmpty()) {
      kept.add(1);
    }
    return new MaintenanceSettings(
        maintenance.integer("replay-days", DAYS),
        maintenance.integer("forecast-days", DAYS),
        List.copyOf(kept),
        maintenance.integer("unpublished-days", DAYS),
        maintenance.integer("quarantine-days", DAYS),
        maintenance.integer("versions-days", DAYS),
        maintenance.integer("model-days", DAYS),
        archive(
            maintenance.requiredText("archive", "where rows go before they are removed"),
            warehouse),
        maintenance.bytes("file-bytes"),
        maintenance.integer("small-files", Bounds.between(2, 1_000_000)));
  }

  private static Optional<String> archive(String text, String warehouse) {
    return switch (text) {
      case NONE -> Optional.empty();
      case BESIDE -> Optional.of(warehouse.replaceFirst("/+$", "") + "-archive");
      default -> Optional.of(text);
    };
  }
}
