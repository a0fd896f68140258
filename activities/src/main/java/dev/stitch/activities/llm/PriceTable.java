package dev.stitch.activities.llm;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stitch.activities.budget.Budgets.Estimate;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * What models cost and how much they can be given, from {@code prices.json}, which says whence and
 * of which day it is.
 */
@Singleton
class PriceTable {

  private static final String RESOURCE = "prices.json";

  /** Tokens that the API itself adds to a prompt, about tools and schemas; some hundreds. */
  private static final long OF_THE_API = 1_000;

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
   * @param windowTokens the longest conversation that a model takes, its answer included
   */
  record Contents(
      String source,
      String asOf,
      Map<String, ModelPrice> usdPerMillionTokens,
      Map<String, Long> windowTokens) {
    Contents {
      LocalDate.parse(asOf);
      usdPerMillionTokens = Map.copyOf(usdPerMillionTokens);
      windowTokens = Map.copyOf(windowTokens);
    }
  }

  /** The cost of a call in US dollars; empty for a model that has no price here. */
  Optional<BigDecimal> cost(String model, TokenUsage usage) {
    return price(model).map(price -> plain(price.cost(usage)));
  }

  /** The most that going on with a conversation can cost. */
  Estimate estimate(Conversation conversation) {
    return estimate(
        conversation.model(),
        conversation.maxTokens(),
        conversation.limit(),
        conversation.messages().toString(),
        conversation.tools().toString(),
        conversation.system(),
        conversation.foreign() == null ? null : conversation.foreign().fields().toString());
  }

  /** The most that an answer can cost. */
  Estimate estimate(ModelRequest request) {
    String schema = request.schema() == null ? "" : request.schema().toString();
    // What the API cannot hold the model to is put to it in words besides.
    return estimate(
        request.model(),
        request.maxTokens(),
        request.limit(),
        request.prompt(),
        request.system(),
        schema,
        schema);
  }

  /** A token has a byte at least. All of a prompt may be written to a cache, which costs most. */
  private Estimate estimate(
      String model, int maxTokens, Duration longest, @Nullable String... prompt) {
    if (model.equals(ScriptedModel.NAME)) {
      return new Estimate(model, BigDecimal.ZERO, longest);
    }
    long tokens = OF_THE_API;
    for (String part : prompt) {
      tokens += part == null ? 0 : part.getBytes(StandardCharsets.UTF_8).length;
    }
    return new Estimate(
        model, cost(model, new TokenUsage(0, maxTokens, 0, tokens)).orElse(null), longest);
  }

  /** Without zeros at its end, nor an exponent. */
  private static BigDecimal plain(BigDecimal amount) {
    return new BigDecimal(amount.stripTrailingZeros().toPlainString());
  }

  /** The longest conversation that a model takes, in tokens; empty where that is not known. */
  Optional<Long> window(String model) {
    return Optional.ofNullable(contents.windowTokens().get(withoutDay(model)));
  }

  private Optional<ModelPrice> price(String model) {
    return Optional.ofNullable(contents.usdPerMillionTokens().get(withoutDay(model)));
  }

  /** Versions of a model that are named by their day are as the model is. */
  private static String withoutDay(String model) {
    return model.replaceFirst("-20\\d{6}$", "");
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
