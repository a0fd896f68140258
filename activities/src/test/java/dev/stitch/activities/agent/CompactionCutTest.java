package dev.stitch.activities.agent;

import static dev.stitch.activities.llm.FakeTurn.call;
import static dev.stitch.activities.llm.FakeTurn.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.Jsonb;
import dev.stitch.store.agent.ConversationRepository.Given;
import dev.stitch.store.agent.MessageRole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompactionCutTest {

  private final List<Given> conversation = new ArrayList<>();

  private void add(MessageRole role, ObjectNode... blocks) {
    add(false, role, blocks);
  }

  private void add(boolean isSummary, MessageRole role, ObjectNode... blocks) {
    JsonNode content = Jsonb.array().addAll(List.of(blocks));
    conversation.add(new Given(conversation.size() + 1, role, content, null, isSummary));
  }

  private void turn(String id) {
    add(MessageRole.ASSISTANT, call(id, "decide", "{}"));
    add(MessageRole.TOOL, ProviderMessages.result(id, "done", false));
  }

  private static List<Integer> places(List<Given> messages) {
    return messages.stream().map(Given::place).toList();
  }

  @Test
  void theTaskAndTheLastThreeTurnsStay() {
    add(MessageRole.USER, text("Do it"));
    for (int turn = 1; turn <= 5; turn++) {
      turn("toolu_" + turn);
    }
    add(MessageRole.USER, text("Also this"));

    CompactionCut cut = CompactionCut.of(conversation, 1, 10_000).orElseThrow();

    assertThat(cut.task()).isEqualTo(conversation.getFirst());
    assertThat(cut.earlier()).isNull();
    assertThat(places(cut.older())).containsExactly(2, 3, 4, 5);
    assertThat(cut.keptFrom()).isEqualTo(6);
    assertThat(places(cut.kept())).endsWith(12);
  }

  @Test
  void fewerStayWhereTheyAreLong() {
    add(MessageRole.USER, text("Do it"));
    turn("toolu_1");
    add(MessageRole.ASSISTANT, text("long ".repeat(1000)));
    add(MessageRole.SYSTEM, text("Go on"));
    turn("toolu_2");
    turn("toolu_3");

    assertThat(CompactionCut.of(conversation, 1, 500).orElseThrow().keptFrom()).isEqualTo(6);
    assertThat(CompactionCut.of(conversation, 1, 1).orElseThrow().keptFrom())
        .as("the last one does anyhow")
        .isEqualTo(8);
  }

  @Test
  void theNextSummaryTakesThePlaceOfTheEarlier() {
    add(MessageRole.USER, text("Do it"));
    add(true, MessageRole.SYSTEM, text("What was"));
    for (int turn = 1; turn <= 4; turn++) {
      turn("toolu_" + turn);
    }

    CompactionCut cut = CompactionCut.of(conversation, 1, 10_000).orElseThrow();

    assertThat(cut.earlier()).isEqualTo(conversation.get(1));
    assertThat(places(cut.older())).containsExactly(3, 4);
  }

  @Test
  void nothingIsCutWhereThereIsNothingButTheTaskASummaryAndOneTurn() {
    add(MessageRole.USER, text("Do it"));
    assertThat(CompactionCut.of(conversation, 1, 10)).isEmpty();
    add(true, MessageRole.SYSTEM, text("What was"));
    assertThat(CompactionCut.of(conversation, 1, 10)).isEmpty();
    turn("toolu_1");
    assertThat(CompactionCut.of(conversation, 1, 10)).isEmpty();
    assertThat(CompactionCut.of(List.of(), 0, 10)).isEmpty();
  }

  @Test
  void anAnswerIsNotPartedFromThePausedOneThatItGoesOnWith() {
    add(MessageRole.USER, text("Do it"));
    turn("toolu_1");
    add(MessageRole.ASSISTANT, text("I search."));
    add(MessageRole.ASSISTANT, text("I found."));

    assertThat(CompactionCut.of(conversation, 1, 1).orElseThrow().keptFrom()).isEqualTo(4);
  }

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noCallIsPartedFromItsResultAndNothingGetsLost(long seed) {
    Random random = new Random(seed);
    add(MessageRole.USER, text("Do it"));
    for (int i = 0; i < random.nextInt(12); i++) {
      switch (random.nextInt(4)) {
        case 0 -> add(MessageRole.USER, text("word ".repeat(random.nextInt(100))));
        case 1 -> add(MessageRole.ASSISTANT, text("word ".repeat(1 + random.nextInt(100))));
        default -> turn("toolu_" + i);
      }
    }
    int task = 1 + random.nextInt(conversation.size());

    Optional<CompactionCut> found = CompactionCut.of(conversation, task, random.nextInt(200));

    if (found.isEmpty()) {
      return;
    }
    CompactionCut cut = found.get();
    List<Integer> all = new ArrayList<>(places(cut.older()));
    if (cut.task() != null) {
      all.add(cut.task().place());
    }
    all.addAll(places(cut.kept()));
    assertThat(all).containsExactlyInAnyOrderElementsOf(places(conversation));
    assertThat(places(cut.older())).isNotEmpty().doesNotContain(task);
    assertThat(cut.kept().getFirst().role()).isEqualTo(MessageRole.ASSISTANT);
    Set<String> called = new HashSet<>();
    for (Given message : cut.kept()) {
      for (JsonNode block : message.content()) {
        if (block.has("tool_use_id")) {
          assertThat(called).contains(block.get("tool_use_id").asText());
        } else if (block.has("id")) {
          called.add(block.get("id").asText());
        }
      }
    }
  }

  @Test
  void whatIsSummedUpFitsHoweverLongItIs() {
    add(MessageRole.USER, text("Do it"));
    add(MessageRole.ASSISTANT, text("😀".repeat(50_000)), call("toolu_1", "decide", "{'a':1}"));
    add(MessageRole.TOOL, ProviderMessages.result("toolu_1", "字".repeat(50_000), true));
    turn("toolu_2");
    turn("toolu_3");
    turn("toolu_4");
    CompactionCut cut = CompactionCut.of(conversation, 1, 10_000).orElseThrow();

    String whole = SummaryRequest.messages(cut, 1_000_000).toString();
    assertThat(whole).contains("Do it", "calls decide with {\\\"a\\\":1}", "failed: 字");
    assertThat(whole.length()).isLessThan(30_000);
    String end = SummaryRequest.messages(cut, 1_000).toString();
    assertThat(end).contains("Do it", "[the beginning is left out]", "字");
    assertThat(TokenEstimate.of(end)).isLessThan(2_000);
    assertThat(TokenEstimate.end("😀😀", 2)).isEqualTo("😀");
  }
}
