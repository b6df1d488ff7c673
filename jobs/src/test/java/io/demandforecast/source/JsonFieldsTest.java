package io.demandforecast.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.config.InputSettings.ExtraColumns;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonFieldsTest {
  private final JsonFields strict = new JsonFields(List.of("day", "sold"), ExtraColumns.REFUSE);
  private final JsonFields lenient = new JsonFields(List.of("day", "sold"), ExtraColumns.IGNORE);

  @Test
  void numbersKeepTheTextTheyAreWrittenIn() {
    assertArrayEquals(
        new String[] {"2024-01-01", "1.50e2"},
        strict.parse("{\"sold\":1.50e2,\"day\":\"2024-01-01\"}"));
    assertArrayEquals(
        new String[] {"true", "12345678901234567890123"},
        strict.parse("{\"day\":true,\"sold\":12345678901234567890123}"));
  }

  @Test
  void nullAndAbsentFieldsAreMissing() {
    assertArrayEquals(new String[] {null, null}, strict.parse(" {\"day\":null} "));
  }

  @Test
  void nestedValuesAreTheirJson() {
    assertArrayEquals(
        new String[] {"{\"a\":[1,2]}", "3"}, strict.parse("{\"day\":{\"a\": [1, 2]},\"sold\":3}"));
  }

  @Test
  void fieldsThatAreNotDeclaredAreRefusedOrPassedOver() {
    assertBroken("{\"day\":\"d\",\"note\":{\"x\":1}}", "'note' is not declared");
    assertArrayEquals(
        new String[] {"d", "1"}, lenient.parse("{\"day\":\"d\",\"note\":{\"sold\":7},\"sold\":1}"));
  }

  @Test
  void whatIsNoObjectIsBroken() {
    assertBroken("[1]", "not a JSON object");
    assertBroken("", "not a JSON object");
    assertBroken("{\"day\":1", "JSON syntax error");
    assertBroken("{\"day\":1} {\"day\":2}", "after the JSON object");
    assertBroken("{\"day\":1,\"day\":2}", "Duplicate");
    assertBroken("{\"sold\":NaN}", "JSON syntax error");
  }

  private void assertBroken(String text, String reason) {
    assertNull(strict.parse(text));
    assertTrue(strict.problem().contains(reason), strict.problem());
  }
}
