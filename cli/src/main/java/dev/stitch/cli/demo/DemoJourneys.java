package dev.stitch.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.json.JsonCodec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The journeys of a demonstration: those that it starts, and those of an earlier one that was
 * broken off.
 *
 * @param flowId the business flow
 * @param accepted how many it started
 * @param skipped how many contacts were left out, by reason; of many, the first hundred
 * @param addresses the contact's address of each journey under way, by entity id
 */
record DemoJourneys(
    String flowId, int accepted, Map<String, Integer> skipped, Map<String, String> addresses) {

  /** Starts a journey for every contact of the list that the API has taken. */
  static DemoJourneys start(ApiClient api, String flowId, ContactList list) {
    JsonNode answer = api.post("/api/flows/" + flowId + "/run", request(api, list));
    Map<String, Integer> skipped = new TreeMap<>();
    answer
        .path("skipped")
        .forEach(contact -> skipped.merge(contact.path("reason").asText(), 1, Integer::sum));
    Map<String, String> addresses =
        api.all(live(flowId)).stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    entity -> entity.path("id").asText(),
                    entity -> entity.path("contact").path("email").asText()));
    return new DemoJourneys(flowId, answer.path("accepted").asInt(), skipped, addresses);
  }

  /** How many journeys there are. */
  int size() {
    return addresses.size();
  }

  /** Its entities as they are now. */
  List<JsonNode> entities(ApiClient api) {
    return api.all("/api/flows/" + flowId + "/entities?sort=createdAt").stream()
        .filter(entity -> addresses.containsKey(entity.path("id").asText()))
        .toList();
  }

  /** How many journeys have not ended. */
  int live(ApiClient api) {
    return api.get(live(flowId) + "&pageSize=1").path("total").asInt();
  }

  private static ObjectNode request(ApiClient api, ContactList list) {
    Set<String> wanted = list.addresses();
    ObjectNode request = JsonCodec.MAPPER.createObjectNode();
    ArrayNode ids = request.putArray("contactIds");
    api.all("/api/contacts?sort=createdAt").stream()
        .filter(contact -> wanted.contains(contact.path("email").asText()))
        .forEach(contact -> ids.add(contact.path("id")));
    return request;
  }

  private static String live(String flowId) {
    return "/api/entities?live=true&sort=createdAt&flowId=" + flowId;
  }
}
