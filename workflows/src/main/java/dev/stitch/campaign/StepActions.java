package dev.stitch.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.authoring.SavedMailConfig;
import dev.stitch.model.Platform;
import dev.stitch.model.TemplateStepType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each step of a template does: a mail where it goes by mail, and where no API allows it, a
 * human task that has the text and the address ready.
 */
final class StepActions {

  static final String EMAIL = "email.send";
  static final String TASK = "human.task";

  /** What the template says once and each of its mails follows. */
  private static final List<String> SHARED =
      List.of("window", "mailbox", "mailboxes", "topic", "trackClicks");

  private static final List<String> OF_A_MAIL = List.of("subject", "text", "html");

  private final TemplateDefinition template;

  StepActions(TemplateDefinition template) {
    this.template = template;
  }

  /**
   * The node of a step.
   *
   * @param nodeType a step type of system flows
   */
  record Action(String nodeType, String label, ObjectNode data) {}

  Action of(int index, TemplateStep step) {
    JsonNode config = step.config();
    return switch (step.type()) {
      case MESSAGE -> byMail() ? mail(index, config) : task(step, "Send a message to", "text");
      case CONNECT -> task(step, "Connect with", "note");
      case FOLLOW -> task(step, "Follow", null);
      case LIKE -> task(step, "Like " + post(config) + " of", null);
      case COMMENT -> task(step, "Comment on " + post(config) + " of", "text");
      case WAIT -> new Action(TemplateCompiler.WAIT, "Wait", step.config().deepCopy());
      case CONDITION -> new Action("condition", "Condition", only(config, "expression"));
    };
  }

  /** Mail is what a template without a platform sends, and what one of Gmail does. */
  private boolean byMail() {
    return template.platform() == null || template.platform() == Platform.GMAIL;
  }

  private Action mail(int index, JsonNode config) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    SHARED.forEach(name -> put(data, name, template.config().get(name)));
    config.properties().forEach(field -> data.set(field.getKey(), field.getValue().deepCopy()));
    // A step's own way out takes the place of the template's.
    if (config.has("mailbox") || config.has("connection")) {
      data.remove("mailboxes");
    } else if (config.has("mailboxes") || template.config().has("mailboxes")) {
      data.remove("mailbox");
    }
    JsonNode connection = data.remove("connection");
    if (connection != null) {
      data.set("mailbox", connection);
    }
    // What the first variant says, for whoever shows the step as one mail.
    OF_A_MAIL.forEach(
        name -> {
          if (!data.has(name) && !SavedMailConfig.in(data)) {
            put(data, name, config.path("variants").path(0).get(name));
          }
        });
    if (isFollowUp(index)) {
      data.put("followUp", true);
    }
    return new Action(EMAIL, "Message", data);
  }

  private boolean isFollowUp(int index) {
    return template.steps().subList(0, index).stream()
        .anyMatch(step -> step.type() == TemplateStepType.MESSAGE);
  }

  /**
   * @param field of the step's config that has the text to send, or null when there is none
   */
  private Action task(TemplateStep step, String what, @Nullable String field) {
    Platform platform = template.platform();
    JsonNode config = step.config();
    String text = field == null ? null : config.path(field).textValue();
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    String where = platform == null ? "" : " on " + platform.label();
    data.put("title", what + " {{contact.name}}" + where);
    data.put("description", new EngagementTask(text, profile()).description());
    EngagementTask.CHOICES.forEach(data.putArray("choices")::add);
    ObjectNode engagement = data.putObject(EngagementTask.SETTING);
    engagement.put("type", step.type().word());
    engagement.put("platform", platform == null ? null : platform.word());
    put(engagement, "target", config.get("target"));
    return new Action(TASK, what, data);
  }

  /** The address that the contact's record has, or the place to look for it. */
  private String profile() {
    Platform platform = template.platform();
    if (platform == null || platform == Platform.GMAIL) {
      return "{{contact.email}}";
    }
    String field = "contact.platform." + platform.word() + "Url";
    return "{{#if %s}}{{%s}}{{else}}%s{{/if}}".formatted(field, field, search(platform));
  }

  private static String search(Platform platform) {
    return switch (platform) {
      case X -> "https://x.com/search?f=user";
      case LINKEDIN -> "https://www.linkedin.com/search/results/people/";
      case SUBSTACK -> "https://substack.com/search";
      case GMAIL -> "https://mail.google.com/";
    };
  }

  private static String post(JsonNode config) {
    String target = config.path("target").asText("latest_post");
    return target.equals("latest_post") ? "the latest post" : target;
  }

  private static ObjectNode only(JsonNode config, String field) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    put(data, field, config.get(field));
    return data;
  }

  private static void put(ObjectNode data, String name, @Nullable JsonNode value) {
    if (value != null) {
      data.set(name, value.deepCopy());
    }
  }
}
