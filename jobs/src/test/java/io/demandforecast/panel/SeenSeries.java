package io.demandforecast.panel;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.AssembleJob;
import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.SeriesView;
import io.demandforecast.table.Panel;
import io.demandforecast.warehouse.Warehouse;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a panel says of a series, as values that compare.
 *
 * @param known by covariate: values from the first period to the origin
 * @param ahead by covariate known ahead: values of each lead of the horizon
 * @param groups by group: history from the first period to the origin; none where it has none
 * @param sells whether it sells in each lead of the horizon
 */
record SeenSeries(
    int first,
    List<Double> target,
    Map<String, List<Float>> known,
    Map<String, List<Float>> ahead,
    Map<String, List<Double>> groups,
    List<Boolean> sells)
    implements Serializable {

  /** All series of the panel that a warehouse holds, by id. */
  static Map<String, SeenSeries> of(
      Warehouse warehouse, ForecastConfig config, AssembleJob.Result panel) {
    PanelLayout layout = panel.plan().layout();
    int origin = panel.origin();
    int horizon = config.horizon();
    return new PanelReader(config, panel.plan())
        .series(warehouse.read(Panel.definition()))
        .mapToPair(one -> new scala.Tuple2<>(one.history().id(), of(one, layout, origin, horizon)))
        .collectAsMap();
  }

  private static SeenSeries of(PanelSeries series, PanelLayout layout, int origin, int horizon) {
    SeriesView view = series.history().until(origin);
    Map<String, List<Float>> known = new HashMap<>();
    Map<String, List<Float>> ahead = new HashMap<>();
    for (int i = 0; i < layout.covariates().size(); i++) {
      List<Float> past = new ArrayList<>();
      for (int back = view.length() - 1; back >= 0; back--) {
        past.add(view.covariate(i, back));
      }
      known.put(layout.covariates().get(i).name(), past);
      if (layout.covariates().get(i).knownAhead()) {
        List<Float> future = new ArrayList<>();
        for (int lead = 1; lead <= horizon; lead++) {
          future.add(view.ahead(lead, layout).covariate(i));
        }
        ahead.put(layout.covariates().get(i).name(), future);
      }
    }
    Map<String, List<Double>> groups = new HashMap<>();
    for (int i = 0; i < layout.groups().size(); i++) {
      SeriesView group = view.group(i);
      groups.put(layout.groups().get(i), group == null ? List.of() : values(group, view.length()));
    }
    List<Boolean> sells = new ArrayList<>();
    for (int lead = 1; lead <= horizon; lead++) {
      sells.add(series.sells(origin + lead));
    }
    return new SeenSeries(
        series.history().firstPeriod(),
        values(view, series.history().length()),
        known,
        ahead,
        groups,
        sells);
  }

  private static List<Double> values(SeriesView view, int length) {
    List<Double> values = new ArrayList<>();
    for (int back = length - 1; back >= 0; back--) {
      values.add(view.value(back));
    }
    return values;
  }
}
