package io.demandforecast.job.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.source.PersonalKey;
import io.demandforecast.table.KnownLines;
import io.demandforecast.testing.WarehouseSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Customers stand in raw files; no file of a warehouse may hold one, nor may a message. */
@Tag("slow")
class PersonalDataIT extends IngestTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final PersonalKey KEY = PersonalKey.of("KEY", Map.of("KEY", SECRET));
  private static final List<String> PLANTED =
      List.of("Zacharias", "Quimby", "555-0199", "Elmstreet", SECRET);

  private static final String LONG =
      """
      name = shop
      frequency = daily
      series { keys = [customer, item], hierarchy = [town] }
      demand.gaps = quarantine
      inputs {
        sales {
          path = "sales.csv"
          columns = [
            { name = day, type = date, required = true }
            { name = client, required = true, personal = hash }
            { name = item }
            { name = phone, personal = hash }
            { name = sold, type = decimal }
          ]
          rename { customer = client }
          time.column = day
          quantity = sold
          rules.known { check = references, columns = [client], input = towns, input-columns = [customer] }
        }
        towns {
          path = "towns.jsonl"
          format = jsonl
          columns = [
            { name = customer, personal = hash }, { name = town, personal = hash }
            { name = street, personal = drop }
          ]
          keys = [customer]
          attributes = [town]
        }
        visits {
          path = "visits.csv"
          columns = [{ name = day, type = date }, { name = customer, personal = hash }, { name = visits, type = integer }]
          keys = [customer]
          time.column = day
          covariates { visits { column = visits } }
        }
      }
      """;

  private static final String WIDE =
      """
      name = shop
      frequency = daily
      series { keys = [customer], hierarchy = [town] }
      inputs.sales {
        path = "wide.csv"
        columns = [{ name = customer, required = true, personal = hash }, { name = town, personal = hash }, { name = phone, personal = drop }]
        layout { type = periods-across, pattern = "d_([0-9]+)", label = index, first = 2023-01-01 }
        quantity = units
        attributes = [town]
      }
      """;

  private static final String ACROSS =
      """
      name = shop
      frequency = daily
      series.keys = [customer]
      inputs.sales {
        path = "across.csv"
        columns = [{ name = day, type = date }]
        layout { type = series-across, personal = hash }
        time.column = day
        quantity = sold
      }
      """;

  @Override
  PersonalKey personalKey() {
    return KEY;
  }

  @Test
  void longRowsKeepNothingOfACustomerButAHash() {
    file(
        "sales.csv",
        "day,client,item,phone,sold",
        "2024-01-01,Zacharias,tea,555-0199,3",
        "2024-01-04,Zacharias,tea,555-0199,4",
        "2024-01-04,Zacharias,tea,555-0199,5",
        "2024-01-05,Zacharias,tea,555-0199,many",
        "never,Zacharias,tea,555-0199,5",
        "2024-01-05,Quimby,tea,555-0199,2",
        "2024-01-05,Zacharias",
        "2024-01-05,\"Quimby,tea,555-0199,2");
    file(
        "towns.jsonl",
        "{\"customer\":\"Zacharias\",\"town\":\"Elmstreet\",\"street\":\"Elmstreet 5\"}",
        "{\"customer\":Quimby}");
    file(
        "visits.csv", "day,customer,visits", "2024-01-01,Zacharias,2", "2024-01-02,Zacharias,none");
    ForecastConfig config = config(LONG);

    IngestJob.Result result = ingest(config);

    String customer = KEY.hash("Zacharias");
    assertEquals(
        List.of(customer + "|tea 2024-01-01 3.0 1", customer + "|tea 2024-01-04 4.0 1"),
        observations(config));
    assertEquals(
        List.of(customer + "|tea " + customer + " tea " + KEY.hash("Elmstreet") + " 1"),
        series(config));
    assertEquals(
        List.of("visits customer " + customer + " 2024-01-01 2024-01-01 2.0 2024-01-01 1"),
        covariates(config));
    assertEquals(
        Set.of("date", "duplicate", "gap", "known", "record", "type"),
        Set.copyOf(rows(config, io.demandforecast.table.Quarantine.definition(), "rule")));
    assertNothingOfThem(result.toString());
  }

  @Test
  void wideLinesAreKnownAgainByWhatTellsNobody() {
    wide("Zacharias,Elmstreet,555-0199", "Quimby,Elmstreet,555-0199");
    ForecastConfig config = config(WIDE);
    IngestJob.Result first = ingest(config);
    assertEquals(2, rows(config, KnownLines.definition(), "line").size());
    assertNothingOfThem(first.toString());

    wide("Zacharias,Elmstreet,555-0199", "Quimby,Elmstreet,555-0199", "Zacharias");
    IngestJob.Result second = ingest(config);
    assertTrue(second.changed());
    assertEquals(0, second.counts().accepted());
    assertNothingOfThem(second.toString());
    assertEquals(
        Set.of(KEY.hash("Zacharias"), KEY.hash("Quimby")),
        Set.copyOf(
            rows(
                config,
                io.demandforecast.table.Observations.definition(List.of("customer")),
                "customer")));
  }

  @Test
  void seriesAcrossHaveHashesForKeys() {
    file("across.csv", "day,Zacharias,Quimby", "2024-01-01,3,x", "2024-01-02,4,5");
    ForecastConfig config = config(ACROSS);
    IngestJob.Result result = ingest(config);
    assertEquals(3, result.counts().accepted());
    assertEquals(1, result.counts().quarantined());
    assertNothingOfThem(result.toString());
  }

  @Test
  void aRefusalNamesNobodyEither() {
    file("across.csv", "day,Zacharias,Zacharias", "2024-01-01,3,4");
    ForecastConfig twice = config(ACROSS);
    assertNothingOfThem(assertThrows(ForecastException.class, () -> ingest(twice)).getMessage());
    file("across.csv", "day,Zacharias,Quimby", "2024-01-01,3,x");
    ForecastConfig strict =
        config(
            ACROSS, "inputs.sales.rules.all { check = rejected-share, max = 0, severity = block }");
    ForecastException refused = assertThrows(ForecastException.class, () -> ingest(strict));
    Assertions.assertTrue(refused.getMessage().contains(KEY.hash("Quimby")), refused.getMessage());
    assertNothingOfThem(refused.getMessage());
  }

  private void wide(String... lines) {
    List<String> text = new ArrayList<>();
    text.add("customer,town,phone," + days("d_"));
    for (String line : lines) {
      text.add(line + "," + days(""));
    }
    file("wide.csv", text.toArray(String[]::new));
  }

  private static String days(String prefix) {
    return String.join(",", IntStream.range(1, 200).mapToObj(i -> prefix + i).toList());
  }

  private void assertNothingOfThem(String said) {
    for (String planted : PLANTED) {
      assertFalse(said.contains(planted), said);
      assertEquals(
          Set.of(), WarehouseSearch.holding(folder.resolve("warehouse"), planted), planted);
    }
  }
}
