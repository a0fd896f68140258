package dev.stitch.activities.engagement;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.email.VariantContext;
import dev.stitch.campaign.EngagementAsk;
import dev.stitch.campaign.EngagementTask;
import dev.stitch.model.EngagementAct;
import dev.stitch.model.FailureCode;
import dev.stitch.model.Platform;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.step.Wait;
import io.micronaut.core.annotation.Nullable;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a step is to do, its texts rendered.
 *
 * @param text what is said; null for an act without words
 * @param variant the name of the variant whose text it is; null where the step has none
 * @param target the post that it is about: an address or {@link EngagementAsk#LATEST_POST}; null
 *     for one that is about the person
 * @param topic what a message is about, which people can leave; null for none
 * @param person the contact's name, empty without one
 * @param place where a person does it
 */
record Engagement(
    EngagementAct act,
    Platform platform,
    @Nullable String text,
    @Nullable String variant,
    @Nullable String target,
    @Nullable String topic,
    boolean transactional,
    String person,
    String place) {

  /** The title of a task is one line. */
  private static final int LONGEST_TARGET_IN_TITLE = 300;

  /**
   * @param variant what is said to this person, of a step that says several things
   * @throws StepException {@code INVALID_CONFIG} when what is to be said comes to nothing
   */
  static Engagement of(StepContext step, Optional<VariantContext> variant, EngagementAct act)
      throws StepException {
    StepContext context = variant.<StepContext>map(it -> it).orElse(step);
    JsonNode config = context.config();
    Platform platform =
        Arrays.stream(Platform.values())
            .filter(known -> known.word().equals(config.path("platform").textValue()))
            .findFirst()
            .orElse(Platform.X);
    String target = rendered(context, "target");
    return new Engagement(
        act,
        platform,
        text(context, act),
        variant.map(VariantContext::name).orElse(null),
        isAboutPost(act) && target == null ? EngagementAsk.LATEST_POST : target,
        rendered(context, "topic"),
        config.path("transactional").asBoolean(),
        context.render("{{contact.name}}", false),
        context.render(new EngagementAsk(act, platform).place(), false));
  }

  static boolean isAboutPost(EngagementAct act) {
    return act == EngagementAct.LIKE || act == EngagementAct.COMMENT;
  }

  /** Whether it is written to the person alone, and so goes by the gates of messages. */
  boolean isMessage() {
    return act == EngagementAct.MESSAGE;
  }

  /** The line that says what is to be done. */
  String title() {
    boolean tooLong = target != null && target.length() > LONGEST_TARGET_IN_TITLE;
    return new EngagementAsk(act, platform).title(person, tooLong ? "a post" : target);
  }

  /** A person does it instead of the API. */
  Wait.Person byPerson(@Nullable String reason, @Nullable String assignee) {
    return new Wait.Person(
        title(),
        new EngagementTask(text, place, target, reason).description(),
        null,
        EngagementTask.CHOICES,
        assignee,
        null);
  }

  private static @Nullable String text(StepContext context, EngagementAct act)
      throws StepException {
    String field = act == EngagementAct.CONNECT ? "note" : "text";
    return switch (act) {
      case FOLLOW, LIKE -> null;
      case CONNECT -> rendered(context, field);
      case COMMENT, MESSAGE, POST -> {
        String text = rendered(context, field);
        if (text == null) {
          throw new StepException(
              FailureCode.INVALID_CONFIG, "The text came to nothing, so there is nothing to say.");
        }
        yield text;
      }
    };
  }

  private static @Nullable String rendered(StepContext context, String field) throws StepException {
    String template = context.config().path(field).textValue();
    String text = template == null ? "" : context.render(template, false).strip();
    return text.isEmpty() ? null : text;
  }
}
