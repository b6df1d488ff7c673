package io.demandforecast.job.keep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyMatchTest {
  private static final String ODD = "O'Hara|2 \"x\"";
  private final KeyMatch odd = new KeyMatch(List.of("shop", "item"), "shop", Set.of(ODD));
  private final KeyMatch seven = new KeyMatch(List.of("shop", "item"), "shop", Set.of("7", "ab12"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-01-01,O'Hara|2 \"x\",tea",
        "2024-01-01,\"O'Hara|2 \"\"x\"\"\",tea",
        "{\"shop\":\"O'Hara|2 \\\"x\\\"\"}",
        "series 'O'Hara\\|2 \"x\"|tea' has another row",
        "o'hara|2 \"X\"=4",
      })
  void aTextThatHoldsTheValueInAnyOfItsFormsMentionsIt(String text) {
    assertTrue(odd.isMentioned(text));
    assertFalse(odd.isMentioned(odd.erasedFrom(text)));
  }

  @Test
  void aPartOfAnotherWordIsAnotherValue() {
    assertFalse(seven.isMentioned("17, 71, a7 and 7a of 2077"));
    assertTrue(seven.isMentioned("sales-7.csv"));
    assertEquals("sales-(erased).csv", seven.erasedFrom("sales-7.csv"));
    assertEquals("shop=(erased) and (erased)", seven.erasedFrom("shop=7 and AB12"));
    assertFalse(seven.isMentioned((String) null));
  }

  @Test
  void aScopeHoldsItWhereItsColumnDoes() {
    assertTrue(odd.isWithin("series", "O'Hara\\|2 \"x\"|tea"));
    assertTrue(odd.isWithin("item+shop", "tea|O'Hara\\|2 \"x\""));
    assertTrue(seven.isWithin("shop", "7"));
    assertFalse(seven.isWithin("item", "7"));
    assertFalse(seven.isWithin("series", "8|7"));
    assertFalse(seven.isWithin("global", ""));
  }

  @Test
  void aValueThatReasonsCutShortIsFoundByItsBeginning() {
    String longest = "k".repeat(120);
    KeyMatch match = new KeyMatch(List.of("shop"), "shop", Set.of(longest));
    assertTrue(match.isMentioned("column shop '" + longest.substring(0, 80) + "' is not known"));
  }

  @Test
  void ofAConfigurationOnlyTextsThatAreTheValueGo() {
    String config = "{\"seed\":7,\"horizon\":\"17\",\"values\":[\"7\",\"8\"]}";
    assertTrue(seven.isQuoted(config));
    assertEquals(
        "{\"seed\":7,\"horizon\":\"17\",\"values\":[\"(erased)\",\"8\"]}",
        seven.unquotedFrom(config));
    assertTrue(odd.isQuoted("values = [\"O'Hara|2 \\\"x\\\"\"]"));
    assertFalse(odd.isQuoted("values = [\"North\"]"));
  }
}
