package io.demandforecast.job;

import io.demandforecast.table.Accuracy;
import io.demandforecast.table.ForecastTotals;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.Publications;
import io.demandforecast.table.Runs;
import io.demandforecast.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The tables and views of a warehouse as statements of Spark's SQL, for a metastore that others
 * share: what {@link WarehouseViews} shows for the length of a session. Run again they change
 * nothing, but for views, which are replaced.
 */
public final class ViewsSql {
  private static final String CURRENT =
      """
      SELECT f.*
      FROM {table} f
      JOIN (SELECT max_by(run_id, publication_seq) AS run_id FROM {publications} WHERE channel = {channel}) p
        ON f.run_id = p.run_id""";

  private static final String AS_OF =
      """
      SELECT f.*, p.publication_seq, p.as_of, p.current_from, p.current_until
      FROM {table} f
      JOIN (
        SELECT run_id, publication_seq, as_of, published_at AS current_from,
          lead(published_at) OVER (ORDER BY publication_seq) AS current_until
        FROM {publications} WHERE channel = {channel}) p
        ON f.run_id = p.run_id""";

  private static final String VINTAGES =
      """
      SELECT f.*, p.as_of, p.publication_seq, p.published_at
      FROM {table} f
      JOIN (
        SELECT run_id, as_of, min(publication_seq) AS publication_seq, min(published_at) AS published_at
        FROM {publications} WHERE channel = {channel} GROUP BY run_id, as_of) p
        ON f.run_id = p.run_id""";

  private static final String BY_LAG =
      """
      SELECT a.* EXCEPT (newest)
      FROM (
        SELECT *, row_number() OVER (
          PARTITION BY run_id, segment, segment_value, leads ORDER BY as_of DESC) AS newest
        FROM {table} WHERE leads <> 'all') a
      JOIN (SELECT DISTINCT run_id FROM {publications} WHERE channel = {channel}) p ON a.run_id = p.run_id
      WHERE a.newest = 1""";

  private static final String EXECUTIONS =
      """
      SELECT execution_id, command, user, code_version, config_hash, started_at, ended_at,
        coalesce(state, CASE
          WHEN lag(execution_id) OVER (ORDER BY started_at DESC, execution_id) IS NULL
          THEN 'unfinished' ELSE 'killed' END) AS state,
        exit_code, message, run_ids
      FROM (
        SELECT execution_id, command, user, code_version, config_hash, min(at) AS started_at,
          max(CASE WHEN event IN ('finished', 'failed') THEN at END) AS ended_at,
          max(CASE WHEN event IN ('finished', 'failed') THEN event END) AS state,
          max(exit_code) AS exit_code, max(message) AS message, collect_set(run_id) AS run_ids
        FROM {table}
        GROUP BY execution_id, command, user, code_version, config_hash)""";

  private ViewsSql() {}

  private record View(String name, String table, String query) {}

  private static final List<View> VIEWS =
      List.of(
          new View(WarehouseViews.CURRENT, Forecasts.NAME, CURRENT),
          new View(WarehouseViews.TOTALS_CURRENT, ForecastTotals.NAME, CURRENT),
          new View(WarehouseViews.AS_OF, Forecasts.NAME, AS_OF),
          new View(WarehouseViews.VINTAGES, Forecasts.NAME, VINTAGES),
          new View(WarehouseViews.ACCURACY_BY_LAG, Accuracy.NAME, BY_LAG),
          new View(RunHistory.EXECUTIONS, Runs.NAME, EXECUTIONS));

  /**
   * Statements, each to be run in order: of the tables that have been written.
   *
   * @param channel whose last publication is current
   * @param database of the metastore, made where there is none
   */
  public static List<String> of(Warehouse warehouse, String channel, String database) {
    List<String> written =
        WarehouseViews.NAMES.stream().filter(name -> warehouse.written(name).isPresent()).toList();
    List<String> statements = new ArrayList<>();
    statements.add("CREATE DATABASE IF NOT EXISTS " + quoted(database));
    for (String name : written) {
      statements.add(
          "CREATE TABLE IF NOT EXISTS "
              + in(database, name)
              + " USING "
              + Warehouse.FORMAT
              + " LOCATION "
              + literal(warehouse.place(name)));
    }
    for (View view : VIEWS) {
      boolean needsPublications = view.query().contains("{publications}");
      if (written.contains(view.table())
          && (!needsPublications || written.contains(Publications.NAME))) {
        statements.add(
            "CREATE OR REPLACE VIEW "
                + in(database, view.name())
                + " AS\n"
                + filled(
                    view.query(),
                    Map.of(
                        "{table}", in(database, view.table()),
                        "{publications}", in(database, Publications.NAME),
                        "{channel}", literal(channel))));
      }
    }
    return List.copyOf(statements);
  }

  private static String filled(String query, Map<String, String> values) {
    String filled = query;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace(value.getKey(), value.getValue());
    }
    return filled;
  }

  private static String in(String database, String name) {
    return quoted(database) + "." + quoted(name);
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
