package dev.stitch.activities.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTableTest {

  private final PriceTable prices = new PriceTable();

  @ParameterizedTest
  @CsvSource({
    "claude-opus-5-5,             1000000,       0,       0,       0, 4",
    "claude-opus-5-5,                   0, 1000000,       0,       0, 20",
    "claude-opus-5-5,                   0,       0, 1000000,       0, 0.2",
    "claude-opus-5-5,                   0,       0,       0, 1000000, 5",
    "claude-sonnet-5-5,              1000,     200,       0,       0, 0.004",
    "claude-haiku-4-5-20251001,      1000,     200,       0,       0, 0.002",
    "scripted,                    1000000, 1000000,       0,       0, 0",
  })
  void aCallCostsWhatItsTokensDo(
      String model, long input, long output, long cacheRead, long cacheWrite, String dollars) {
    assertThat(prices.cost(model, new TokenUsage(input, output, cacheRead, cacheWrite)))
        .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo(dollars));
  }

  @ParameterizedTest
  @CsvSource({"100000, 0, 0.0105", "100001, 0, 0.0525005", "50000, 50001, 0.03000005"})
  void longPromptsCostMoreWhereTheyDoAndTheWholeCallWithThem(
      long input, long cacheRead, String dollars) {
    assertThat(prices.cost("claude-haiku-5-5", new TokenUsage(input, 1000, cacheRead, 0)))
        .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo(dollars));
  }

  @ParameterizedTest
  @CsvSource({
    "claude-opus-5-5, 1000000",
    "claude-haiku-4-5-20251001, 200000",
    "claude-next,",
    "scripted,"
  })
  void itKnowsHowMuchSomeModelsCanBeGiven(String model, Long tokens) {
    assertThat(prices.window(model)).isEqualTo(Optional.ofNullable(tokens));
  }

  @ParameterizedTest
  @CsvSource({"claude-next", "claude-opus-5-5-beta", "gpt"})
  void aModelThatIsNotInItHasNoPrice(String model) {
    assertThat(prices.cost(model, new TokenUsage(1, 1, 0, 0))).isEmpty();
  }
}
