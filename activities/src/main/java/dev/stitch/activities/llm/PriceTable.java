package dev.stitch.activities.llm;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** What models cost, from {@code prices.json}, which says whence and of which day it is. */
@Singleton
class PriceTable {

  private static final String RESOURCE = "prices.json";

  private final Contents contents;

  PriceTable() {
    this.contents = read();
  }

  /**
   * The file.
   *
   * @param source where the prices are published
   * @param asOf the day on which they were so
   * @param usdPerMillionTokens by model
   */
  record Contents(String source, String asOf, Map<String, ModelPrice> usdPerMillionTokens) {
    Contents {
      LocalDate.parse(asOf);
      usdPerMillionTokens = Map.copyOf(usdPerMillionTokens);
    }
  }

  /** The cost of a call in US dollars; empty for a model that has no price here. */
  Optional<BigDecimal> cost(String model, TokenUsage usage) {
    return price(model).map(price -> plain(price.cost(usage)));
  }

  /** Without zeros at its end, nor an exponent. */
  private static BigDecimal plain(BigDecimal amount) {
    return new BigDecimal(amount.stripTrailingZeros().toPlainString());
  }

  /** Versions of a model that are named by their day cost what the model does. */
  private Optional<ModelPrice> price(String model) {
    return Optional.ofNullable(
        contents.usdPerMillionTokens().get(model.replaceFirst("-20\\d{6}$", "")));
  }

  private static Contents read() {
    JsonMapper mapper =
        JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    try (InputStream file = PriceTable.class.getResourceAsStream(RESOURCE)) {
      return mapper.readValue(file, Contents.class);
    } catch (IOException e) {
      throw new UncheckedIOException("the price table cannot be read", e);
    }
  }
}
