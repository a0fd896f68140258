package dev.stitch.connectors.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Gmail, the People API and Google's token endpoint, of one account. */
public final class FakeGoogle extends FakePlatform {

  public static final String ADDRESS = "ada@example.org";

  /** The path of the token endpoint. */
  public static final String TOKEN_PATH = "/token";

  /** The reading of changes from before this is refused. */
  public static final long OLDEST_HISTORY = 1_000;

  public static final String SCOPES =
      "https://www.googleapis.com/auth/contacts.readonly"
          + " https://www.googleapis.com/auth/gmail.readonly"
          + " https://www.googleapis.com/auth/gmail.send";

  private static final String ME = "/gmail/v1/users/me/";
  private static final int PEOPLE_PAGE = 1_000;

  private final FakeTokens tokens =
      new FakeTokens(
          false,
          Response.of(
              400,
              "{'error':'invalid_grant',"
                  + "'error_description':'Token has been expired or revoked.'}"));

  private final Map<String, ObjectNode> messages = new LinkedHashMap<>();
  private final List<ObjectNode> people = new CopyOnWriteArrayList<>();
  private final AtomicLong history = new AtomicLong(OLDEST_HISTORY);
  private final List<String> sentMails = new CopyOnWriteArrayList<>();
  private volatile String firstParameters = "";
  private volatile boolean keepsMessageIds;
  private volatile String address = ADDRESS;

  public FakeTokens tokens() {
    return tokens;
  }

  /** A message in the mailbox, and a change that says so. */
  public synchronized String message(String from, String subject) {
    long at = history.incrementAndGet();
    String id = "m" + at;
    ObjectNode message =
        JSON.createObjectNode()
            .put("id", id)
            .put("threadId", "t" + at)
            .put("historyId", Long.toString(at))
            .put("internalDate", Long.toString(System.currentTimeMillis()));
    message.putArray("labelIds").add("INBOX");
    header(message, "From", from);
    header(message, "Subject", subject);
    header(message, "Message-ID", "<" + id + "@mail.example>");
    messages.put(id, message);
    return id;
  }

  /** Is another account from now on, with nothing in its mailbox and its address book. */
  public synchronized void becomes(String other) {
    address = other;
    messages.clear();
    people.clear();
  }

  /** Whether it keeps the Message-IDs of what is sent, as Gmail does at most times. */
  public void keepMessageIds(boolean keep) {
    keepsMessageIds = keep;
  }

  /** What was sent, as it came. */
  public List<String> sentMails() {
    return List.copyOf(sentMails);
  }

  /** The Message-ID that a message has here. */
  public synchronized String messageIdOf(String id) {
    return headerOf(messages.get(id), "Message-ID");
  }

  /** The conversation of a message. */
  public synchronized String threadOf(String id) {
    return messages.get(id).path("threadId").textValue();
  }

  /** The ids of all messages, the oldest first. */
  public synchronized List<String> messageIds() {
    return List.copyOf(messages.keySet());
  }

  /** As {@link #message}, with a recipient and labels of its own, that came at a time. */
  public synchronized String mail(
      String from, String to, String subject, Instant at, String... labels) {
    String id = message(from, subject);
    ObjectNode message = messages.get(id).put("internalDate", Long.toString(at.toEpochMilli()));
    header(message, "To", to);
    message.putArray("labelIds").addAll(Stream.of(labels).map(TextNode::valueOf).toList());
    return id;
  }

  /** Somebody in the address book; answers what Google tells of them, to be changed. */
  public ObjectNode person(String resourceName, String name, String email) {
    ObjectNode person = JSON.createObjectNode().put("resourceName", resourceName);
    person.putArray("names").addObject().put("displayName", name);
    person.putArray("emailAddresses").addObject().put("value", email);
    people.add(person);
    return person;
  }

  /** A refusal for a reason, as Gmail words it. */
  public static Response refusal(int status, String reason) {
    return Response.of(
        status,
        ("{'error':{'code':%d,'message':'%s','errors':[{'domain':'usageLimits','reason':'%s',"
                + "'message':'%s'}]}}")
            .formatted(status, reason, reason, reason));
  }

  @Override
  protected synchronized Response answer(Request request) {
    if (request.path().equals(TOKEN_PATH)) {
      return tokens.answer(request, SCOPES);
    }
    if (!tokens.takes(request)) {
      return refusal(401, "authError");
    }
    String path = request.path();
    if (path.equals("/v1/people/me/connections")) {
      return connections(request);
    }
    if (path.equals(ME + "profile")) {
      return Response.of(
          200,
          JSON.createObjectNode()
              .put("emailAddress", address)
              .put("messagesTotal", messages.size())
              .put("historyId", Long.toString(history.get())));
    }
    if (path.equals(ME + "history")) {
      return changes(request);
    }
    if (path.equals(ME + "messages")) {
      return listed(request);
    }
    if (path.equals(ME + "messages/send")) {
      return sent(request);
    }
    ObjectNode message = messages.get(path.substring(path.lastIndexOf('/') + 1));
    return message == null ? refusal(404, "notFound") : Response.of(200, message);
  }

  /** Gmail gives mail a Message-ID of its own where it does not keep the one that it has. */
  private Response sent(Request request) {
    String raw =
        new String(
            Base64.getUrlDecoder().decode(request.json().path("raw").textValue()),
            StandardCharsets.UTF_8);
    sentMails.add(raw);
    String id = message(ADDRESS, rawHeader(raw, "Subject"));
    header(messages.get(id), "To", rawHeader(raw, "To"));
    if (keepsMessageIds) {
      headerNode(messages.get(id), "Message-ID").put("value", rawHeader(raw, "Message-ID"));
    }
    String thread = request.json().path("threadId").asText("t-of-" + id);
    messages.get(id).put("threadId", thread).putArray("labelIds").add("SENT");
    return Response.of(200, JSON.createObjectNode().put("id", id).put("threadId", thread));
  }

  private Response changes(Request request) {
    long start = Long.parseLong(request.parameter("startHistoryId"));
    if (start < OLDEST_HISTORY) {
      return refusal(404, "notFound");
    }
    List<ObjectNode> newer =
        messages.values().stream()
            .filter(message -> message.path("historyId").asLong() > start)
            .toList();
    ObjectNode answer =
        page(request, "maxResults", newer, "history", this::change)
            .put("historyId", Long.toString(history.get()));
    return Response.of(200, answer);
  }

  private ObjectNode change(ObjectNode message) {
    ObjectNode change = JSON.createObjectNode().put("id", message.path("historyId").asText());
    change.putArray("messagesAdded").addObject().set("message", reference(message));
    return change;
  }

  private Response listed(Request request) {
    String search = Objects.requireNonNullElse(request.parameter("q"), "");
    List<ObjectNode> newestFirst =
        messages.values().stream().filter(message -> fits(message, search)).toList().reversed();
    return Response.of(
        200, page(request, "maxResults", newestFirst, "messages", FakeGoogle::reference));
  }

  /** Some words of Gmail's search; what it does not know fits everything. */
  private static boolean fits(ObjectNode message, String search) {
    for (String word : search.split(" ")) {
      String value = word.substring(word.indexOf(':') + 1);
      boolean fits =
          switch (word.substring(0, Math.max(0, word.indexOf(':')))) {
            case "rfc822msgid" -> headerOf(message, "Message-ID").equals("<" + value + ">");
            case "in" ->
                message.path("labelIds").toString().contains(value.toUpperCase(Locale.ROOT));
            case "to" -> headerOf(message, "To").contains(value);
            default -> true;
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static String rawHeader(String mail, String name) {
    Matcher header = Pattern.compile("(?mi)^" + name + ": (.*?)\r?$").matcher(mail);
    return header.find() ? header.group(1) : "";
  }

  private static String headerOf(ObjectNode message, String name) {
    ObjectNode header = headerNode(message, name);
    return header == null ? "" : header.path("value").textValue();
  }

  private static ObjectNode headerNode(ObjectNode message, String name) {
    for (JsonNode header : message.path("payload").path("headers")) {
      if (header.path("name").textValue().equals(name)) {
        return (ObjectNode) header;
      }
    }
    return null;
  }

  private Response connections(Request request) {
    String syncToken = request.parameter("syncToken");
    String parameters = request.parameter("personFields") + request.parameter("pageSize");
    if (syncToken == null && request.parameter("pageToken") == null) {
      firstParameters = parameters;
    }
    if ("expired".equals(syncToken)) {
      return Response.of(
          400,
          "{'error':{'code':400,'message':'Sync token is expired.','status':'FAILED_PRECONDITION',"
              + "'details':[{'reason':'EXPIRED_SYNC_TOKEN','domain':'people.googleapis.com'}]}}");
    }
    if (!parameters.equals(firstParameters)) {
      return refusal(400, "invalidArgument");
    }
    List<ObjectNode> some =
        syncToken == null
            ? List.copyOf(people)
            : people.subList(
                Integer.parseInt(syncToken.substring("sync-".length())), people.size());
    ObjectNode answer = page(request, "pageSize", some, "connections", person -> person);
    if (!answer.has("nextPageToken")) {
      answer.put("nextSyncToken", "sync-" + people.size());
    }
    return Response.of(200, answer);
  }

  /** Google leaves a list out that is empty. */
  private static ObjectNode page(
      Request request,
      String sizeParameter,
      List<ObjectNode> all,
      String name,
      UnaryOperator<ObjectNode> as) {
    int from = Integer.parseInt(Objects.requireNonNullElse(request.parameter("pageToken"), "0"));
    int size =
        Integer.parseInt(
            Objects.requireNonNullElse(
                request.parameter(sizeParameter), Integer.toString(PEOPLE_PAGE)));
    int to = Math.min(from + size, all.size());
    ObjectNode answer = JSON.createObjectNode();
    if (from < to) {
      answer.putArray(name).addAll(all.subList(from, to).stream().map(as).toList());
    }
    if (to < all.size()) {
      answer.put("nextPageToken", Integer.toString(to));
    }
    return answer;
  }

  private static ObjectNode reference(ObjectNode message) {
    return JSON.createObjectNode()
        .put("id", message.path("id").textValue())
        .put("threadId", message.path("threadId").textValue());
  }

  private static void header(ObjectNode message, String name, String value) {
    ObjectNode payload = message.withObject("/payload");
    payload.withArray("headers").addObject().put("name", name).put("value", value);
  }
}
