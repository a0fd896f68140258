package dev.stitch.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.authoring.SavedMailConfig;
import dev.stitch.model.EngagementAct;
import dev.stitch.model.Platform;
import dev.stitch.model.TemplateStepType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What each step of a template does: a mail where it goes by mail, an engagement where a platform's
 * API may do it, and where no API ever allows it, a human task that has the text and the address
 * ready.
 */
final class StepActions {

  static final String EMAIL = "email.send";
  static final String TASK = "human.task";

  /** What the template says once and each of its mails follows. */
  private static final List<String> SHARED = List.of("window", "topic", "trackClicks");

  /** The mailbox that is the one Gmail account there is. */
  private static final String GMAIL = "gmail";

  /** What the template says once and each of its direct messages follows. */
  private static final List<String> SHARED_BY_MESSAGES = List.of("window", "topic");

  private static final String VARIANTS = "variants";

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
      case MESSAGE ->
          byMail() ? mail(index, config) : engagement(step, EngagementAct.MESSAGE, "text");
      case CONNECT -> engagement(step, EngagementAct.CONNECT, "note");
      case FOLLOW -> engagement(step, EngagementAct.FOLLOW, null);
      case LIKE -> engagement(step, EngagementAct.LIKE, null);
      case COMMENT -> engagement(step, EngagementAct.COMMENT, "text");
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
    List.of("connection", "mailbox", "mailboxes").forEach(data::remove);
    wayOut(config, List.of("connection", "mailbox", "mailboxes"))
        .or(() -> wayOut(template.config(), List.of("connection", "mailboxes", "mailbox")))
        .ifPresent(way -> way.addTo(data));
    if (!data.has("mailbox") && !data.has("mailboxes") && template.platform() == Platform.GMAIL) {
      data.put("mailbox", GMAIL);
    }
    if (!SavedMailConfig.in(data)) {
      OF_A_MAIL.forEach(name -> putFirst(data, name, config));
    }
    if (isFollowUp(index)) {
      data.put("followUp", true);
    }
    return new Action(EMAIL, "Message", data);
  }

  /** How mail leaves: a setting of {@code email.send} and its value. */
  private record WayOut(String setting, JsonNode value) {
    void addTo(ObjectNode data) {
      data.set(setting, value.deepCopy());
    }
  }

  /** The first of these that a config names. */
  private static Optional<WayOut> wayOut(JsonNode config, List<String> names) {
    return names.stream()
        .filter(config::has)
        .findFirst()
        .map(name -> new WayOut(name.equals("connection") ? "mailbox" : name, config.get(name)));
  }

  private boolean isFollowUp(int index) {
    return template.steps().subList(0, index).stream()
        .anyMatch(step -> step.type() == TemplateStepType.MESSAGE);
  }

  /**
   * @param field of the step's config that has the text to send, or null when there is none
   */
  private Action engagement(TemplateStep step, EngagementAct act, @Nullable String field) {
    EngagementAsk ask = new EngagementAsk(act, template.platform());
    Platform platform = template.platform();
    return platform != null && isAskedByStep(platform, step)
        ? asking(platform, step, ask)
        : task(step, ask, field);
  }

  /**
   * On X an account may do it. Elsewhere a person does, by a task that has one text for everybody:
   * where there are several, the step chooses before it asks.
   */
  private static boolean isAskedByStep(Platform platform, TemplateStep step) {
    return switch (step.type()) {
      case MESSAGE -> platform == Platform.X || step.config().has(VARIANTS);
      case FOLLOW, LIKE, COMMENT -> platform == Platform.X;
      case CONNECT, WAIT, CONDITION -> false;
    };
  }

  private Action asking(Platform platform, TemplateStep step, EngagementAsk ask) {
    JsonNode config = step.config();
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("platform", platform.word());
    put(data, "connection", template.config().get("connection"));
    if (ask.kind() == EngagementAct.MESSAGE) {
      SHARED_BY_MESSAGES.forEach(name -> put(data, name, template.config().get(name)));
    }
    config.properties().forEach(field -> data.set(field.getKey(), field.getValue().deepCopy()));
    if (step.type() == TemplateStepType.MESSAGE) {
      putFirst(data, "text", config);
    }
    return new Action(ask.kind().stepType(), ask.act(config.path("target").textValue()), data);
  }

  private static Action task(TemplateStep step, EngagementAsk ask, @Nullable String field) {
    JsonNode config = step.config();
    String text = field == null ? null : config.path(field).textValue();
    String target = config.path("target").textValue();
    Platform platform = ask.platform();
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("title", ask.title("{{contact.name}}", target));
    data.put("description", new EngagementTask(text, ask.place(), target, null).description());
    EngagementTask.CHOICES.forEach(data.putArray("choices")::add);
    ObjectNode engagement = data.putObject(EngagementTask.SETTING);
    engagement.put("type", ask.kind().word());
    engagement.put("platform", platform == null ? null : platform.word());
    put(engagement, "target", config.get("target"));
    return new Action(TASK, ask.act(target), data);
  }

  private static ObjectNode only(JsonNode config, String field) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    put(data, field, config.get(field));
    return data;
  }

  /** What the first variant says, for whoever shows the step as saying one thing to everybody. */
  private static void putFirst(ObjectNode data, String name, JsonNode config) {
    if (!data.has(name)) {
      put(data, name, config.path(VARIANTS).path(0).get(name));
    }
  }

  private static void put(ObjectNode data, String name, @Nullable JsonNode value) {
    if (value != null) {
      data.set(name, value.deepCopy());
    }
  }
}
