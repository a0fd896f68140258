package dev.stitch.api.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.campaign.Contest;
import dev.stitch.campaign.Proportion;
import dev.stitch.campaign.SequenceNodes;
import dev.stitch.campaign.TemplateGoal;
import dev.stitch.campaign.VariantGoal;
import dev.stitch.store.campaign.GoalRepository.Reached;
import dev.stitch.store.campaign.ResultRepository.EnrollmentCounts;
import dev.stitch.store.campaign.ResultRepository.MailCounts;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a template does.
 *
 * @param enrollments by status, and why those ended that ended early
 * @param goal how many have reached what the template is for; null when it does not say
 * @param variantGoal what variants are compared by
 * @param steps those that have sent mail, by index
 */
record TemplateResults(
    List<EnrollmentCounts> enrollments,
    @Nullable GoalResults goal,
    VariantGoal variantGoal,
    List<StepResults> steps) {

  /**
   * How many enrollments have reached the goal.
   *
   * @param event the event that is the goal, or null
   * @param when the expression that is the goal, or null
   * @param within for how long a mail is given credit, as ISO 8601
   * @param begun enrollments that have begun
   * @param reached of these
   * @param credited of those, to a mail that went out within the window
   * @param rate of those that have begun
   */
  record GoalResults(
      @Nullable String event,
      @Nullable String when,
      String within,
      long begun,
      long reached,
      long credited,
      Rate rate) {

    static GoalResults of(TemplateGoal goal, Reached counted) {
      return new GoalResults(
          goal.event(),
          goal.when(),
          goal.within().toString(),
          counted.begun(),
          counted.reached(),
          counted.credited(),
          Rate.of(new Proportion(counted.reached(), counted.begun())));
    }
  }

  /**
   * How the mail of a step, or of one of its variants, does.
   *
   * @param delivered sent and not come back
   * @param goals enrollments that reached the goal, with such a mail as the last one before
   * @param clicked mails of which somebody clicked a link, where clicks are counted
   * @param replyRate of what was delivered
   * @param goalRate of what was delivered
   */
  record Counts(
      long sent,
      long delivered,
      long bounced,
      long replied,
      long complained,
      long clicked,
      long unsubscribed,
      long goals,
      Rate replyRate,
      Rate goalRate) {

    static Counts of(List<MailCounts> mails) {
      long sent = mails.stream().mapToLong(MailCounts::sent).sum();
      long bounced = mails.stream().mapToLong(MailCounts::bounced).sum();
      long replied = mails.stream().mapToLong(MailCounts::replied).sum();
      long goals = mails.stream().mapToLong(MailCounts::goals).sum();
      return new Counts(
          sent,
          sent - bounced,
          bounced,
          replied,
          mails.stream().mapToLong(MailCounts::complained).sum(),
          mails.stream().mapToLong(MailCounts::clicked).sum(),
          mails.stream().mapToLong(MailCounts::unsubscribed).sum(),
          goals,
          Rate.of(share(replied, sent - bounced)),
          Rate.of(share(goals, sent - bounced)));
    }

    /** A mail that came back later may have been answered before: never more than all. */
    private static Proportion share(long hits, long delivered) {
      return new Proportion(Math.min(hits, delivered), delivered);
    }

    private Proportion share(VariantGoal goal) {
      return share(
          switch (goal) {
            case REPLY -> replied;
            case GOAL -> goals;
          },
          delivered);
    }
  }

  /**
   * A share with the interval that holds its true value in 95 of 100 cases.
   *
   * @param value from 0 to 1, as {@code low} and {@code high} are
   */
  record Rate(double value, double low, double high) {
    static Rate of(Proportion share) {
      return new Rate(share.rate(), share.low(), share.high());
    }
  }

  record VariantResults(String name, Counts counts) {}

  /**
   * One step.
   *
   * @param variants by name; empty when it has none
   * @param winner the variant that does better than any other by the template's {@code
   *     variantGoal}, null as long as that may be chance
   * @param minimum mails of each variant before there is a winner
   */
  record StepResults(
      int stepIndex,
      Counts counts,
      List<VariantResults> variants,
      @Nullable String winner,
      int minimum) {

    private static StepResults of(int stepIndex, VariantGoal goal, List<MailCounts> mails) {
      Map<String, List<MailCounts>> byVariant =
          mails.stream()
              .filter(counts -> counts.variant() != null)
              .collect(
                  Collectors.groupingBy(MailCounts::variant, TreeMap::new, Collectors.toList()));
      List<VariantResults> variants =
          byVariant.entrySet().stream()
              .map(variant -> new VariantResults(variant.getKey(), Counts.of(variant.getValue())))
              .toList();
      Map<String, Proportion> shares =
          variants.stream()
              .collect(
                  Collectors.toMap(VariantResults::name, variant -> variant.counts().share(goal)));
      return new StepResults(
          stepIndex,
          Counts.of(mails),
          variants,
          new Contest(Contest.USUAL_MINIMUM).winner(shares).orElse(null),
          Contest.USUAL_MINIMUM);
    }
  }

  static TemplateResults of(
      JsonNode config,
      List<EnrollmentCounts> enrollments,
      Reached reached,
      List<MailCounts> mails) {
    VariantGoal variantGoal = VariantGoal.of(config);
    SortedMap<Integer, List<MailCounts>> bySteps =
        mails.stream()
            .filter(counts -> SequenceNodes.stepIndex(counts.nodeId()).isPresent())
            .collect(
                Collectors.groupingBy(
                    counts -> SequenceNodes.stepIndex(counts.nodeId()).getAsInt(),
                    TreeMap::new,
                    Collectors.toList()));
    return new TemplateResults(
        enrollments,
        TemplateGoal.of(config).map(goal -> GoalResults.of(goal, reached)).orElse(null),
        variantGoal,
        bySteps.entrySet().stream()
            .map(step -> StepResults.of(step.getKey(), variantGoal, step.getValue()))
            .toList());
  }
}
