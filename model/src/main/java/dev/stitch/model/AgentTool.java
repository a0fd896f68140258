package dev.stitch.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tools that agents have without any server of tools. */
public enum AgentTool {
  DECIDE("decide"),
  ASK_PERSON("ask.person"),
  CONTACTS_SEARCH("contacts.search"),
  CONTACT_READ("contact.read"),
  CONTACT_UPDATE("contact.update"),
  HTTP_FETCH("http.fetch"),
  WEB_SEARCH("web.search"),
  FLOW_START("flow.start"),
  FLOW_STEPS("flow.steps"),
  FLOW_CHECK("flow.check"),
  MAIL_SEND("mail.send"),
  ENGAGEMENT_CONNECT(EngagementAct.CONNECT),
  ENGAGEMENT_FOLLOW(EngagementAct.FOLLOW),
  ENGAGEMENT_LIKE(EngagementAct.LIKE),
  ENGAGEMENT_COMMENT(EngagementAct.COMMENT),
  ENGAGEMENT_MESSAGE(EngagementAct.MESSAGE),
  ENGAGEMENT_POST(EngagementAct.POST),
  FILE_LIST("file.list"),
  FILE_READ("file.read"),
  FILE_WRITE("file.write"),
  GIT_STATUS("git.status"),
  GIT_DIFF("git.diff"),
  GIT_COMMIT("git.commit");

  private final String word;

  AgentTool(String word) {
    this.word = word;
  }

  AgentTool(EngagementAct act) {
    this(act.stepType());
  }

  /** The tool that does something on a platform. */
  public static AgentTool of(EngagementAct act) {
    return of(act.stepType()).orElseThrow();
  }

  /** Whether it works in the workspace of its run: on its host, and only where there is one. */
  public boolean isOfWorkspaces() {
    return switch (this) {
      case FILE_LIST, FILE_READ, FILE_WRITE, GIT_STATUS, GIT_DIFF, GIT_COMMIT -> true;
      case DECIDE,
          ASK_PERSON,
          CONTACTS_SEARCH,
          CONTACT_READ,
          CONTACT_UPDATE,
          HTTP_FETCH,
          WEB_SEARCH,
          FLOW_START,
          FLOW_STEPS,
          FLOW_CHECK,
          MAIL_SEND,
          ENGAGEMENT_CONNECT,
          ENGAGEMENT_FOLLOW,
          ENGAGEMENT_LIKE,
          ENGAGEMENT_COMMENT,
          ENGAGEMENT_MESSAGE,
          ENGAGEMENT_POST ->
          false;
    };
  }

  /**
   * Whether a run has it only when it names it: most have no use for it, and pay for its schema.
   */
  public boolean isOnlyByName() {
    return this == FLOW_STEPS || this == FLOW_CHECK || word.startsWith("engagement.");
  }

  /** Whether it is about single files; a harness has tools of its own for them. */
  public boolean isOfFiles() {
    return this == FILE_LIST || this == FILE_READ || this == FILE_WRITE;
  }

  /** As clients and recorded steps spell it. */
  public String word() {
    return word;
  }

  /** As models spell it, whose APIs take no dots. */
  public String functionName() {
    return word.replace('.', '_');
  }

  /** The tool of a name, with dots or with underscores, in upper or lower case. */
  public static Optional<AgentTool> of(String name) {
    String function = name.replace('.', '_').toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(tool -> tool.functionName().equals(function)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(AgentTool::word).toList();
  }
}
