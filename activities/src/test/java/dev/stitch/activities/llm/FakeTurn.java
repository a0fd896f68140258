package dev.stitch.activities.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.stitch.json.JsonCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * A turn of a conversation as Anthropic's API streams it: whole, cut after some events, broken off
 * by an error or held there. What it has told of usage goes onto a bill.
 */
public final class FakeTurn implements FakeAnthropic.Answer {

  /** What the server bills: the last word of each call. */
  public static final class Bill {
    private final List<List<Long>> calls = new ArrayList<>();

    private synchronized int begin() {
      calls.add(List.of(0L, 0L, 0L, 0L, 0L));
      return calls.size() - 1;
    }

    private synchronized void used(int call, List<Long> usage) {
      calls.set(call, usage);
    }

    /** Tokens of all calls: input, output, cache read, cache written in all and for an hour. */
    public synchronized List<Long> sums() {
      List<Long> sums = new ArrayList<>();
      for (int kind = 0; kind < 5; kind++) {
        long sum = 0;
        for (List<Long> call : calls) {
          sum += call.get(kind);
        }
        sums.add(sum);
      }
      return sums;
    }
  }

  private final Bill bill;
  private final String stopReason;
  private final List<ObjectNode> blocks;
  private long input = 100;
  private int after = Integer.MAX_VALUE;
  private String error;
  private CountDownLatch reached;
  private CountDownLatch released;

  private FakeTurn(Bill bill, String stopReason, List<ObjectNode> blocks) {
    this.bill = bill;
    this.stopReason = stopReason;
    this.blocks = blocks;
  }

  public static FakeTurn of(Bill bill, String stopReason, ObjectNode... blocks) {
    return new FakeTurn(bill, stopReason, List.of(blocks));
  }

  /** It tells of a prompt of so many tokens, besides those of its cache. */
  public FakeTurn reading(long tokens) {
    input = tokens;
    return this;
  }

  /** Its connection ends after some events. */
  public FakeTurn cutAfter(int events) {
    after = events;
    return this;
  }

  /** An error ends it after some events. */
  public FakeTurn brokenOffAfter(int events, String type) {
    after = events;
    error = type;
    return this;
  }

  /** It stops there until it is released, and then goes on. */
  public FakeTurn holdingAfter(int events, CountDownLatch arrived, CountDownLatch release) {
    after = events;
    reached = arrived;
    released = release;
    return this;
  }

  public static ObjectNode text(String text) {
    return object().put("type", "text").put("text", text);
  }

  public static ObjectNode thinking(String thinking, String signature) {
    return object().put("type", "thinking").put("thinking", thinking).put("signature", signature);
  }

  public static ObjectNode call(String id, String name, String input) {
    ObjectNode block = object().put("type", "tool_use").put("id", id).put("name", name);
    try {
      block.set("input", JsonCodec.MAPPER.readTree(input.replace('\'', '"')));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
    return block;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** How many events a whole one of these blocks has. */
  public int events() {
    return toSend().size();
  }

  private record Sent(String name, String data, List<Long> usage) {}

  @Override
  public void give(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("content-type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    int call = bill.begin();
    try (OutputStream body = exchange.getResponseBody()) {
      int sent = 0;
      for (Sent event : toSend()) {
        if (sent == after && !goesOn(body)) {
          return;
        }
        if (event.usage() != null) {
          bill.used(call, event.usage());
        }
        FakeAnthropic.event(body, event.name(), event.data());
        sent++;
      }
    }
  }

  private boolean goesOn(OutputStream body) throws IOException {
    if (reached != null) {
      reached.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return true;
    }
    if (error != null) {
      FakeAnthropic.event(
          body,
          "error",
          "{\"type\":\"error\",\"error\":{\"type\":\"" + error + "\",\"message\":\"m\"}}");
    }
    return false;
  }

  private List<Sent> toSend() {
    List<Sent> events = new ArrayList<>();
    events.add(
        new Sent(
            "message_start",
            """
            {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant",
            "model":"claude-test","content":[],"stop_reason":null,"stop_sequence":null,
            "usage":{"input_tokens":%d,"output_tokens":1,"cache_read_input_tokens":20,
            "cache_creation_input_tokens":37,"cache_creation":{"ephemeral_5m_input_tokens":30,
            "ephemeral_1h_input_tokens":7}}}}\
            """
                .formatted(input),
            List.of(input, 1L, 20L, 37L, 7L)));
    events.add(new Sent("ping", "{\"type\":\"ping\"}", null));
    events.add(new Sent("something_new", "{\"type\":\"something_new\",\"x\":1}", null));
    for (int index = 0; index < blocks.size(); index++) {
      block(index, blocks.get(index), events);
    }
    events.add(
        new Sent(
            "message_delta",
            """
            {"type":"message_delta","delta":{"stop_reason":"%s","stop_sequence":null},
            "usage":{"input_tokens":null,"output_tokens":50}}"""
                .formatted(stopReason),
            List.of(input, 50L, 20L, 37L, 7L)));
    events.add(new Sent("message_stop", "{\"type\":\"message_stop\"}", null));
    return events;
  }

  private static void block(int index, ObjectNode block, List<Sent> events) {
    ObjectNode begun = block.deepCopy();
    List<ObjectNode> deltas = new ArrayList<>();
    switch (block.path("type").asText()) {
      case "text" -> {
        begun.put("text", "");
        halves(block.path("text").asText())
            .forEach(half -> deltas.add(delta("text_delta").put("text", half)));
      }
      case "thinking" -> {
        begun.put("thinking", "").put("signature", "");
        halves(block.path("thinking").asText())
            .forEach(half -> deltas.add(delta("thinking_delta").put("thinking", half)));
        deltas.add(delta("signature_delta").put("signature", block.path("signature").asText()));
      }
      case "tool_use" -> {
        begun.putObject("input");
        halves(block.path("input").toString())
            .forEach(half -> deltas.add(delta("input_json_delta").put("partial_json", half)));
      }
      default -> {}
    }
    events.add(sent("content_block_start", index, object -> object.set("content_block", begun)));
    deltas.forEach(
        delta ->
            events.add(sent("content_block_delta", index, object -> object.set("delta", delta))));
    events.add(sent("content_block_stop", index, object -> {}));
  }

  private static ObjectNode delta(String type) {
    return object().put("type", type);
  }

  private static List<String> halves(String text) {
    int half = text.length() / 2;
    return List.of(text.substring(0, half), text.substring(half));
  }

  private static Sent sent(String name, int index, Consumer<ObjectNode> more) {
    ObjectNode json = object().put("type", name).put("index", index);
    more.accept(json);
    return new Sent(name, json.toString(), null);
  }

  /** The content of the whole turn. */
  public JsonNode content() {
    return JsonNodeFactory.instance.arrayNode().addAll(blocks);
  }
}
