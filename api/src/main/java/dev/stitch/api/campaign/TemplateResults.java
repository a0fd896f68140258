package dev.stitch.api.campaign;

import dev.stitch.campaign.Contest;
import dev.stitch.campaign.Proportion;
import dev.stitch.campaign.SequenceNodes;
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
 * @param steps those that have sent mail, by index
 */
record TemplateResults(List<EnrollmentCounts> enrollments, List<StepResults> steps) {

  /**
   * How the mail of a step, or of one of its variants, does.
   *
   * @param delivered sent and not come back
   * @param replyRate of what was delivered
   */
  record Counts(
      long sent,
      long delivered,
      long bounced,
      long replied,
      long complained,
      long unsubscribed,
      Rate replyRate) {

    static Counts of(List<MailCounts> mails) {
      long sent = mails.stream().mapToLong(MailCounts::sent).sum();
      long bounced = mails.stream().mapToLong(MailCounts::bounced).sum();
      long replied = mails.stream().mapToLong(MailCounts::replied).sum();
      return new Counts(
          sent,
          sent - bounced,
          bounced,
          replied,
          mails.stream().mapToLong(MailCounts::complained).sum(),
          mails.stream().mapToLong(MailCounts::unsubscribed).sum(),
          Rate.of(replies(sent - bounced, replied)));
    }

    /** A mail that came back later may have been answered before: never more than all. */
    private static Proportion replies(long delivered, long replied) {
      return new Proportion(Math.min(replied, delivered), delivered);
    }

    private Proportion replies() {
      return replies(delivered, replied);
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
   * @param winner the variant that more people answer than any other, null as long as that may be
   *     chance
   * @param minimum mails of each variant before there is a winner
   */
  record StepResults(
      int stepIndex,
      Counts counts,
      List<VariantResults> variants,
      @Nullable String winner,
      int minimum) {

    private static StepResults of(int stepIndex, List<MailCounts> mails) {
      Map<String, List<MailCounts>> byVariant =
          mails.stream()
              .filter(counts -> counts.variant() != null)
              .collect(
                  Collectors.groupingBy(MailCounts::variant, TreeMap::new, Collectors.toList()));
      List<VariantResults> variants =
          byVariant.entrySet().stream()
              .map(variant -> new VariantResults(variant.getKey(), Counts.of(variant.getValue())))
              .toList();
      Map<String, Proportion> replies =
          variants.stream()
              .collect(
                  Collectors.toMap(VariantResults::name, variant -> variant.counts().replies()));
      return new StepResults(
          stepIndex,
          Counts.of(mails),
          variants,
          new Contest(Contest.USUAL_MINIMUM).winner(replies).orElse(null),
          Contest.USUAL_MINIMUM);
    }
  }

  static TemplateResults of(List<EnrollmentCounts> enrollments, List<MailCounts> mails) {
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
        bySteps.entrySet().stream()
            .map(step -> StepResults.of(step.getKey(), step.getValue()))
            .toList());
  }
}
