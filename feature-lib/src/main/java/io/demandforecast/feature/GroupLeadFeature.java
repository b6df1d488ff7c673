package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;
import java.util.List;

/** A figure of the history of a group that the series is a member of, for a target period. */
record GroupLeadFeature(LeadFeature figure, Membership membership) implements LeadFeature {

  GroupLeadFeature {
    membership.requireUnitsFor(figure);
  }

  @Override
  public String name() {
    return figure.name() + membership.suffix();
  }

  @Override
  public List<String> inputs() {
    return List.of(membership.group());
  }

  @Override
  public int history() {
    return membership.units() == Membership.Units.OF_GROUP ? ALL_HISTORY : figure.history();
  }

  @Override
  public boolean inUnits() {
    return membership.inUnits(figure);
  }

  @Override
  public double at(SeriesView known, int lead) {
    SeriesView members = known.group(membership.index());
    return members == null ? Double.NaN : membership.inItsUnits(figure.at(members, lead), members);
  }
}
