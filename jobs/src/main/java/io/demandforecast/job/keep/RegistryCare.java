package io.demandforecast.job.keep;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.learn.Registry;
import io.demandforecast.table.Models;
import io.demandforecast.table.Promotions;
import io.demandforecast.table.Publications;
import io.demandforecast.table.Runs;
import io.demandforecast.warehouse.Warehouse;
import io.demandforecast.warehouse.WarehouseContents.StoredFile;
import java.sql.Date;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Row;

/**
 * Models that nothing names: no publication, no promotion, no time of keeping, no later run, which
 * takes the newest model of its configuration or of its search, and no model that took its
 * parameters from their search. Row and file go; and files without a row, which a training left
 * that was ended.
 */
final class RegistryCare {
  private static final String CONCERN = "registry";

  private final Warehouse warehouse;
  private final ForecastConfig config;
  private final Instant now;

  RegistryCare(Warehouse warehouse, ForecastConfig config, Instant now) {
    this.warehouse = warehouse;
    this.config = config;
    this.now = now;
  }

  /**
   * What goes.
   *
   * @param models versions whose row and files go
   * @param files paths of the files, also of those without a row
   */
  record Unnamed(List<String> models, List<StoredFile> files) {

    Care care() {
      return new Care(
          CONCERN,
          Models.NAME,
          "models that nothing names, with their files (" + models.size() + " models)",
          files.size(),
          files.stream().mapToLong(StoredFile::bytes).sum());
    }

    boolean isEmpty() {
      return models.isEmpty() && files.isEmpty();
    }
  }

  Unnamed unnamed() {
    List<Row> models =
        warehouse
            .read(Models.definition())
            .select(
                Models.MODEL_VERSION,
                Models.AS_OF,
                Models.CONFIG_HASH,
                Models.SEARCH_HASH,
                Models.SEARCH_OF)
            .collectAsList();
    Set<String> known = new HashSet<>();
    models.forEach(row -> known.add(row.getString(0)));
    Set<String> named = named(models);
    List<String> gone = known.stream().filter(one -> !named.contains(one)).sorted().toList();
    long before = now.minus(Duration.ofDays(config.maintenance().modelDays())).toEpochMilli();
    List<StoredFile> files = new ArrayList<>();
    for (StoredFile file : warehouse.files(Registry.folder(""))) {
      String model = file.path().split("/", 3)[1];
      boolean left = !known.contains(model) && file.modified() < before;
      if (left || gone.contains(model)) {
        files.add(file);
      }
    }
    return new Unnamed(gone, files);
  }

  /** Removes rows first: a row without its file would be a model that cannot be loaded. */
  void remove(Unnamed unnamed, Archive archive) {
    unnamed.files().forEach(file -> archive.keepFile(warehouse, file.path()));
    if (!unnamed.models().isEmpty()) {
      archive.remove(
          warehouse,
          Models.definition(),
          col(Models.MODEL_VERSION).isin(unnamed.models().toArray()));
    }
    warehouse.requireLease();
    unnamed.files().forEach(file -> warehouse.deleteFile(file.path()));
  }

  private Set<String> named(List<Row> models) {
    Set<String> named = new HashSet<>();
    warehouse
        .read(Publications.definition())
        .select(Publications.MODEL_VERSION)
        .distinct()
        .collectAsList()
        .forEach(row -> named.add(row.getString(0)));
    // A champion, or one of its time: a night of that time would forecast with it again.
    warehouse
        .read(Promotions.definition())
        .where(col(Promotions.DECISION).equalTo(lit(Promotions.PROMOTED)))
        .select(Promotions.MODEL_VERSION)
        .distinct()
        .collectAsList()
        .forEach(row -> named.add(row.getString(0)));
    // Whatever a run was forecast with within the time of keeping, published or not.
    warehouse
        .read(Runs.definition())
        .where(
            col(Runs.MODEL_VERSION)
                .isNotNull()
                .and(
                    col(Runs.AT)
                        .geq(
                            java.sql.Timestamp.from(
                                now.minus(Duration.ofDays(config.maintenance().modelDays()))))))
        .select(Runs.MODEL_VERSION)
        .distinct()
        .collectAsList()
        .forEach(row -> named.add(row.getString(0)));
    LocalDate newest =
        models.stream()
            .map(RegistryCare::asOf)
            .max(Comparator.naturalOrder())
            .orElse(LocalDate.MIN);
    Map<String, Row> newestOf = new HashMap<>();
    for (Row model : models) {
      if (asOf(model).plusDays(config.maintenance().modelDays()).isAfter(newest)) {
        named.add(model.getString(0));
      }
      newestOf.merge("config " + model.getString(2), model, RegistryCare::newer);
      newestOf.merge("search " + model.getString(3), model, RegistryCare::newer);
    }
    newestOf.values().forEach(row -> named.add(row.getString(0)));
    // What stays can be trained again: so does the model whose search chose its parameters.
    models.stream()
        .filter(model -> named.contains(model.getString(0)))
        .map(model -> model.<String>getAs(Models.SEARCH_OF))
        .filter(Objects::nonNull)
        .toList()
        .forEach(named::add);
    return named;
  }

  private static LocalDate asOf(Row model) {
    return model.<Date>getAs(Models.AS_OF).toLocalDate();
  }

  /** In the order that the registry finds the newest by. */
  private static Row newer(Row a, Row b) {
    int order = asOf(a).compareTo(asOf(b));
    return (order != 0 ? order : a.getString(0).compareTo(b.getString(0))) >= 0 ? a : b;
  }
}
