package dev.stitch.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
  private static final List<String> SHARED = List.of("window", "mailbox", "mailboxes", "topic");

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
      case MESSAGE -> byMail() ? mail(index, config) : task("Send a message to", text(config));
      case CONNECT -> task("Connect with", text(config, "note"));
      case FOLLOW -> task("Follow", null);
      case LIKE -> task("Like " + post(config) + " of", null);
      case COMMENT -> task("Comment on " + post(config) + " of", text(config));
      case WAIT -> new Action("wait", "Wait", step.config().deepCopy());
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
          if (!data.has(name)) {
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

  private Action task(String what, @Nullable String text) {
    String platform = template.platform() == null ? "" : " on " + template.platform().label();
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("title", what + " {{contact.name}}" + platform);
    data.put("description", (text == null ? "" : text + "\n\n") + "Profile: " + profile());
    data.putArray("choices").add("done").add("not possible");
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

  private static @Nullable String text(JsonNode config) {
    return text(config, "text");
  }

  private static @Nullable String text(JsonNode config, String field) {
    return config.path(field).textValue();
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
