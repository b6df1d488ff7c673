package io.demandforecast.panel;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.table.Panel;
import io.demandforecast.warehouse.Warehouse;
import java.time.LocalDate;
import java.util.Optional;

/** The panel that a warehouse holds: found as it is, carried on, or made anew. */
public final class StoredPanel {
  /** Periods beyond the horizon that plans are kept for, so that the next event can be seen. */
  private static final int LOOK_AHEAD = 31;

  private final Warehouse warehouse;
  private final ForecastConfig config;
  private final PanelPlan plan;
  private final Ledger ledger;

  /**
   * @param ledger the loads that are finished
   */
  public StoredPanel(Warehouse warehouse, ForecastConfig config, PanelPlan plan, Ledger ledger) {
    this.warehouse = warehouse;
    this.config = config;
    this.plan = plan;
    this.ledger = ledger;
  }

  /** Names a panel after what it is made of. */
  public interface Naming {
    /** The id of the panel as of a day that knows these loads, with these feeds late. */
    String panelId(LocalDate asOf, Knowledge knowledge, LateFeeds late);
  }

  /**
   * Sees to it that the panel is there. One that was made of the same configuration, of a day and
   * loads that are not past these, is carried on.
   *
   * @param first the first period with an actual
   * @param cut what is known
   */
  public void make(
      LocalDate asOf,
      Knowledge knowledge,
      int first,
      Arrivals.Cut cut,
      LateFeeds late,
      Naming naming) {
    PanelState now =
        new PanelState(
            naming.panelId(asOf, knowledge, late),
            asOf,
            knowledge.highWater(),
            new PanelSpan(
                first,
                cut.last(),
                cut.origin(),
                cut.origin() + config.horizon() + LOOK_AHEAD,
                late));
    Optional<PanelState> stored = PanelState.find(warehouse.read(Panel.definition()));
    if (stored.filter(before -> before.panelId().equals(now.panelId())).isPresent()) {
      return;
    }
    new PanelBuilder(warehouse, config, plan, now)
        .build(stored.filter(before -> canBeCarriedOn(before, now, naming)));
  }

  /** Another configuration, or other loads under the same numbers, would have given another id. */
  private boolean canBeCarriedOn(PanelState before, PanelState now, Naming naming) {
    return NewlyKnown.follows(before, now)
        && naming
            .panelId(before.asOf(), ledger.knowledgeUpTo(before.highWater()), before.span().late())
            .equals(before.panelId());
  }
}
