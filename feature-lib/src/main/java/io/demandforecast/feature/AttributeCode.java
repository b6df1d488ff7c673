package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A number in [0, 1) that stands for the text of a key or static attribute: its CRC-32 over 2^32.
 * The order of the numbers means nothing, but trees cut them into sets of like series. It needs no
 * dictionary: a text keeps its number when others come and go. Missing without a text.
 */
record AttributeCode(String attribute, int index) implements OriginFeature {
  private static final double ALL_CODES = 0x1.0p32;

  @Override
  public String name() {
    return "code_of_" + attribute;
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
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return crc.getValue() / ALL_CODES;
  }
}
