package io.demandforecast.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.testing.SmallConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class PanelPlanTest {
  private final ForecastConfig config =
      SmallConfig.of(
          """
          name = plan
          frequency = daily
          series { keys = [shop, item], groups { item = [item], all = [] } }
          inputs {
            sales {
              path = "s.csv"
              columns = [
                { name = day, type = date }, { name = shop }, { name = item }
                { name = units, type = integer }, { name = price, type = decimal }
              ]
              time.column = day
              quantity = units
              covariates { price { column = price, known-ahead = true } }
            }
            shops {
              path = "shops.csv"
              columns = [{ name = shop }, { name = region }]
              keys = [shop]
              attributes = [region]
            }
            weather {
              path = "weather.csv"
              columns = [{ name = day, type = date }, { name = region }, { name = rain, type = decimal }]
              keys = [region]
              time.column = day
              covariates { rain { column = rain } }
            }
            calendar {
              path = "calendar.csv"
              columns = [
                { name = day, type = date }, { name = feast }
                { name = north, type = integer }, { name = south, type = integer }
              ]
              time.column = day
              covariates {
                feast { column = feast, kind = event, known-ahead = true }
                school {
                  kind = flag, known-ahead = true, spread-key = region
                  spread { N = north, S = south }
                }
              }
            }
          }
          """);

  @Test
  void covariatesOfTheTargetComeFirstThenThoseOfTheOtherInputsByName() {
    PanelPlan plan = PanelPlan.of(config);
    assertEquals(
        List.of("price", "feast", "school", "rain"),
        plan.layout().covariates().stream().map(covariate -> covariate.name()).toList());
  }

  @Test
  void covariatesAboutTheSameKindOfThingShareAScope() {
    assertEquals(
        List.of(
            new PanelPlan.Scope("series", List.of("shop", "item"), List.of(0)),
            new PanelPlan.Scope("global", List.of(), List.of(1)),
            new PanelPlan.Scope("region", List.of("region"), List.of(2, 3))),
        PanelPlan.of(config).scopes());
  }

  @Test
  void attributesAreTheKeysAndThenTheStaticOnes() {
    assertEquals(List.of("shop", "item", "region"), PanelPlan.of(config).attributes());
  }

  @Test
  void groupsKeepTheColumnsThatSpanThem() {
    PanelPlan plan = PanelPlan.of(config);
    assertEquals(List.of("all", "item"), plan.layout().groups());
    assertEquals(List.of(List.of(), List.of("item")), plan.groupColumns());
  }
}
