package dev.stitch.connectors.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * X's API v2. Its account has id {@link #OWN_ID}; people and posts have numbers as ids, and the
 * lists that it answers begin with the newest.
 */
public final class FakeX extends FakePlatform {

  public static final String OWN_ID = "4242";

  /** The path of the token endpoint. */
  public static final String TOKEN_PATH = "/2/oauth2/token";

  public static final String SCOPES =
      "tweet.read tweet.write users.read follows.read follows.write like.write dm.read dm.write"
          + " offline.access";

  private static final int USUAL_LIMIT = 300;

  private static final Comparator<String> BY_AGE =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  private final FakeTokens tokens =
      new FakeTokens(
          true,
          Response.of(
              400,
              "{'error':'invalid_request',"
                  + "'error_description':'Value passed for the token was invalid.'}"));

  private final TreeMap<String, ObjectNode> users = new TreeMap<>(BY_AGE.reversed());
  private final List<String> followers = new CopyOnWriteArrayList<>();
  private final List<ObjectNode> posts = new CopyOnWriteArrayList<>();
  private final List<ObjectNode> mentions = new CopyOnWriteArrayList<>();
  private final List<ObjectNode> others = new CopyOnWriteArrayList<>();
  private final List<ObjectNode> messages = new CopyOnWriteArrayList<>();
  private final AtomicInteger left = new AtomicInteger(USUAL_LIMIT);
  private final AtomicInteger published = new AtomicInteger(90_000);
  private volatile long resetAt = Instant.now().plusSeconds(900).getEpochSecond();
  private volatile String scopes = SCOPES;
  private volatile boolean renamed;
  private volatile int pageSize = Integer.MAX_VALUE;

  public FakeX() {
    person(OWN_ID, "stitch");
  }

  public FakeTokens tokens() {
    return tokens;
  }

  /** Answers pages of at most so many items, as X may do. */
  public void pagesOf(int items) {
    this.pageSize = items;
  }

  /** What people allow from now on. */
  public void allowOnly(String granted) {
    this.scopes = granted;
  }

  /** Answers from now on in the words that X has renamed its fields to. */
  public void answerInNewWords() {
    renamed = true;
  }

  /** Somebody of X; answers what X tells of them, to be changed. */
  public ObjectNode person(String id, String username) {
    ObjectNode user =
        JSON.createObjectNode().put("id", id).put("username", username).put("name", username);
    user.putObject("public_metrics")
        .put("followers_count", 7)
        .put("following_count", 5)
        .put("listed_count", 1)
        .put("like_count", 2)
        .put("tweet_count", 3);
    users.put(id, user);
    return user;
  }

  /** So many followers more, who are newer than those before; the list has the newest first. */
  public void followers(int count) {
    int before = followers.size();
    List<String> newest = new ArrayList<>();
    for (int i = before + count; i > before; i--) {
      String id = Integer.toString(100_000 + i);
      person(id, "follower" + i);
      newest.add(id);
    }
    followers.addAll(0, newest);
  }

  /** A post of the account. */
  public ObjectNode post(String id, String text) {
    return add(posts, id, OWN_ID, text);
  }

  /** A post of somebody else. */
  public ObjectNode postOf(String authorId, String id, String text) {
    return add(others, id, authorId, text);
  }

  /** What the account has published by this API, and what it had before. */
  public List<ObjectNode> ownPosts() {
    return List.copyOf(posts);
  }

  /** Direct messages that the account has sent, the oldest first. */
  public List<ObjectNode> sentMessages() {
    return List.copyOf(messages);
  }

  /** A post of somebody who mentions the account. */
  public ObjectNode mention(String id, String authorId, String text) {
    return add(mentions, id, authorId, text);
  }

  /** Answers so many more requests, and then 429 until that moment. */
  public void limit(int requests, Instant until) {
    left.set(requests);
    resetAt = until.getEpochSecond();
  }

  /** The problem of an act that X has taken away from its customers. */
  public static Response forbidden() {
    return Response.of(
        403,
        "{'title':'Forbidden','status':403,'detail':'This app may not do that.',"
            + "'type':'https://api.twitter.com/2/problems/client-forbidden'}");
  }

  /** The problem of an app without credits. */
  public static Response unpaid() {
    return Response.of(
        402,
        "{'title':'CreditsDepleted','status':402,'detail':'No credits left.',"
            + "'type':'https://api.x.com/2/problems/credits'}");
  }

  @Override
  protected Response answer(Request request) {
    if (request.path().equals(TOKEN_PATH)) {
      return tokens.answer(request, scopes);
    }
    if (!tokens.takes(request)) {
      return Response.of(
          401,
          "{'title':'Unauthorized','type':'about:blank','status':401,'detail':'Unauthorized'}");
    }
    Response response =
        left.getAndUpdate(now -> Math.max(0, now - 1)) == 0
            ? Response.of(
                429,
                "{'title':'Too Many Requests','detail':'Too Many Requests','type':'about:blank',"
                    + "'status':429}")
            : worded(routed(request));
    return response
        .with("x-rate-limit-limit", USUAL_LIMIT)
        .with("x-rate-limit-remaining", left.get())
        .with("x-rate-limit-reset", resetAt);
  }

  private Response worded(Response response) {
    return renamed
        ? new Response(
            response.status(),
            response.headers(),
            response
                .body()
                .replace("\"tweet_count\"", "\"post_count\"")
                .replace("\"retweet_count\"", "\"repost_count\""))
        : response;
  }

  private Response routed(Request request) {
    String own = "/2/users/" + OWN_ID;
    String path = request.path();
    if (request.method().equals("POST")) {
      return written(request);
    }
    if (path.equals("/2/users/me")) {
      return Response.of(200, JSON.createObjectNode().set("data", users.get(OWN_ID)));
    }
    if (path.equals("/2/users") || path.equals("/2/users/by")) {
      return lookedUp(request);
    }
    if (path.equals(own + "/followers")) {
      return page(request, followers.stream().map(users::get).toList(), 1_000);
    }
    if (path.equals(own + "/tweets") || path.equals(own + "/mentions")) {
      String since = Objects.requireNonNullElse(request.parameter("since_id"), "");
      List<ObjectNode> all = path.endsWith("/tweets") ? posts : mentions;
      return page(
          request,
          all.stream()
              .filter(post -> BY_AGE.compare(post.path("id").textValue(), since) > 0)
              .sorted(
                  Comparator.comparing((ObjectNode post) -> post.path("id").textValue(), BY_AGE)
                      .reversed())
              .toList(),
          100);
    }
    if (path.matches("/2/users/\\d+/tweets")) {
      String author = path.split("/")[3];
      return page(request, newestFirst(others, "author_id", author), 100);
    }
    if (path.matches("/2/dm_conversations/with/\\d+/dm_events")) {
      return page(request, newestFirst(messages, "recipient", path.split("/")[4]), 100);
    }
    if (request.method().equals("DELETE")) {
      return Response.of(200, "{'data':{'following':false}}");
    }
    return Response.of(
        404,
        "{'title':'Not Found Error','detail':'Could not find it.',"
            + "'type':'https://api.x.com/2/problems/resource-not-found'}");
  }

  private static List<ObjectNode> newestFirst(List<ObjectNode> all, String field, String value) {
    return all.stream()
        .filter(item -> item.path(field).asText().equals(value))
        .sorted(
            Comparator.comparing((ObjectNode item) -> item.path("id").textValue(), BY_AGE)
                .reversed())
        .toList();
  }

  private synchronized Response written(Request request) {
    String path = request.path();
    if (path.equals("/2/tweets")) {
      return published(request);
    }
    if (path.endsWith("/messages")) {
      return delivered(request);
    }
    return path.endsWith("/likes")
        ? Response.of(200, "{'data':{'liked':true}}")
        : Response.of(200, "{'data':{'following':true,'pending_follow':false}}");
  }

  /** X takes no text twice. */
  private Response published(Request request) {
    String text = request.json().path("text").textValue();
    if (posts.stream().anyMatch(post -> post.path("text").textValue().equals(text))) {
      return Response.of(
          403,
          "{'title':'Forbidden','status':403,'type':'about:blank',"
              + "'detail':'You are not allowed to create a Tweet with duplicate content.'}");
    }
    String id = Integer.toString(published.incrementAndGet());
    ObjectNode post = post(id, text).put("created_at", Instant.now().toString());
    String answered = request.json().path("reply").path("in_reply_to_tweet_id").textValue();
    if (answered != null) {
      post.putArray("referenced_tweets").addObject().put("type", "replied_to").put("id", answered);
    }
    ObjectNode answer = JSON.createObjectNode();
    answer.putObject("data").put("id", id).put("text", text);
    return Response.of(201, answer);
  }

  private Response delivered(Request request) {
    String id = Integer.toString(published.incrementAndGet());
    messages.add(
        JSON.createObjectNode()
            .put("id", id)
            .put("event_type", "MessageCreate")
            .put("recipient", request.path().split("/")[4])
            .put("sender_id", OWN_ID)
            .put("text", request.json().path("text").textValue())
            .put("created_at", Instant.now().toString()));
    return Response.of(201, "{'data':{'dm_conversation_id':'1-2','dm_event_id':'" + id + "'}}");
  }

  private Response lookedUp(Request request) {
    boolean byId = request.path().equals("/2/users");
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode data = JSON.createArrayNode();
    ArrayNode errors = JSON.createArrayNode();
    for (String key : request.parameter(byId ? "ids" : "usernames").split(",")) {
      users.values().stream()
          .filter(user -> user.path(byId ? "id" : "username").asText().equalsIgnoreCase(key))
          .findFirst()
          .ifPresentOrElse(
              data::add,
              () ->
                  errors
                      .addObject()
                      .put("value", key)
                      .put("title", "Not Found Error")
                      .put("detail", "Could not find user with it: [" + key + "].")
                      .put("parameter", byId ? "ids" : "usernames")
                      .put("resource_id", key)
                      .put("resource_type", "user")
                      .put("type", "https://api.x.com/2/problems/resource-not-found"));
    }
    if (!data.isEmpty()) {
      answer.set("data", data);
    }
    if (!errors.isEmpty()) {
      answer.set("errors", errors);
    }
    return Response.of(200, answer);
  }

  private Response page(Request request, List<ObjectNode> all, int most) {
    String token = request.parameter("pagination_token");
    if (token != null && !token.matches("page-\\d+")) {
      return Response.of(
          400,
          "{'title':'Invalid Request','type':'https://api.x.com/2/problems/invalid-request',"
              + "'errors':[{'parameters':{'pagination_token':['"
              + token
              + "']},'message':'The pagination_token is not valid.'}]}");
    }
    int from = token == null ? 0 : Integer.parseInt(token.substring("page-".length()));
    int size =
        Math.min(
            Math.min(most, pageSize),
            Integer.parseInt(Objects.requireNonNullElse(request.parameter("max_results"), "100")));
    List<ObjectNode> items =
        all.subList(Math.min(from, all.size()), Math.min(from + size, all.size()));
    ObjectNode answer = JSON.createObjectNode();
    if (!items.isEmpty()) {
      answer.putArray("data").addAll(items);
      answer.putObject("includes").putArray("users").addAll(authors(items));
    }
    ObjectNode meta = answer.putObject("meta").put("result_count", items.size());
    if (from + size < all.size()) {
      meta.put("next_token", "page-" + (from + size));
    }
    return Response.of(200, answer);
  }

  private List<ObjectNode> authors(List<ObjectNode> items) {
    return new ArrayList<>(
        items.stream()
            .map(item -> item.path("author_id").asText())
            .distinct()
            .map(users::get)
            .filter(Objects::nonNull)
            .toList());
  }

  private static ObjectNode add(List<ObjectNode> to, String id, String authorId, String text) {
    ObjectNode post =
        JSON.createObjectNode()
            .put("id", id)
            .put("author_id", authorId)
            .put("text", text)
            .put("created_at", "2026-11-01T12:00:00.000Z");
    to.add(post);
    return post;
  }
}
