package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.agent.AgentContract;
import dev.stitch.machine.OpenTask;
import dev.stitch.store.Jsonb;
import dev.stitch.store.agent.AgentRunRepository;
import dev.stitch.store.agent.SessionRepository;
import dev.stitch.store.budget.BudgetRepository;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;

/**
 * What a person is told who is asked for money: what it is for, and what there is to show for it.
 */
@Singleton
class MoneyQuestions {

  /** Longest part of what the agent has said, in characters. */
  private static final int QUOTE = 1_000;

  private static final JsonNode FORM =
      Jsonb.tree(
          Map.of(
              "type",
              "object",
              "properties",
              Map.of(
                  AgentContract.TOP_UP,
                  Map.of(
                      "type",
                      "number",
                      "title",
                      "Add to the budget of this run, in US dollars",
                      "exclusiveMinimum",
                      0,
                      "maximum",
                      1_000_000))));

  private final AgentRunRepository runs;
  private final SessionRepository sessions;
  private final BudgetRepository budgets;

  MoneyQuestions(AgentRunRepository runs, SessionRepository sessions, BudgetRepository budgets) {
    this.runs = runs;
    this.sessions = sessions;
    this.budgets = budgets;
  }

  /** The question with its answer's form, where the run has a budget that can be added to. */
  OpenTask told(UUID runId, OpenTask question) {
    String description = "%s\n\n%s".formatted(question.description(), achieved(runId));
    return question.told(description, budgets.ofRun(runId).isPresent() ? FORM : null);
  }

  private String achieved(UUID runId) {
    AgentRunRepository.Work work = runs.work(runId);
    String words = sessions.lastWords(runId);
    String done =
        "Until now the agent has had %d turns and made %d tool calls, for %s USD."
            .formatted(
                work.turns(), work.calls(), work.costUsd().stripTrailingZeros().toPlainString());
    return words.isEmpty() ? done : done + " It has said last:\n" + shortened(words);
  }

  private static String shortened(String words) {
    return words.codePointCount(0, words.length()) <= QUOTE
        ? words
        : words.substring(0, words.offsetByCodePoints(0, QUOTE)) + "…";
  }
}
