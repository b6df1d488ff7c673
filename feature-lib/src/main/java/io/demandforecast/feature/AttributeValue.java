package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;
import java.util.List;

/**
 * A static attribute that is a number, such as a floor area; missing where it is none. What is not
 * a number enters as a group, by the history of those that share it.
 */
record AttributeValue(String attribute, int index) implements OriginFeature {

  @Override
  public String name() {
    return "attribute_" + attribute;
  }

  @Override
  public List<String> inputs() {
    return List.of(attribute);
  }

  @Override
  public int history() {
    return 0;
  }

  @Override
  public boolean inUnits() {
    return false;
  }

  @Override
  public double at(SeriesView known) {
    String text = known.attribute(index);
    if (text == null) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }
}
