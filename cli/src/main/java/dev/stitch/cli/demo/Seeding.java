package dev.stitch.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.port.JsonCodec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Journeys that were started together.
 *
 * @param flowId the business flow
 * @param bulkOperationId names them
 * @param addresses the contact's address by entity id
 * @param skipped how many contacts were left out, by reason
 */
record Seeding(
    String flowId,
    String bulkOperationId,
    Map<String, String> addresses,
    Map<String, Integer> skipped) {

  /** Starts a journey for every contact of the list that the API has taken. */
  static Seeding start(ApiClient api, String flowId, ContactList list) {
    JsonNode answer = api.post("/api/flows/" + flowId + "/run", request(api, list));
    String bulkOperationId = answer.path("bulkOperationId").asText();
    Map<String, Integer> skipped = new TreeMap<>();
    answer
        .path("skipped")
        .forEach(contact -> skipped.merge(contact.path("reason").asText(), 1, Integer::sum));
    return new Seeding(
        flowId, bulkOperationId, addresses(api.all(entities(bulkOperationId))), skipped);
  }

  /** How many journeys there are. */
  int size() {
    return addresses.size();
  }

  /** Its entities as they are now. */
  List<JsonNode> entities(ApiClient api) {
    return api.all(entities(bulkOperationId));
  }

  /** How many of its journeys have not ended. */
  int live(ApiClient api) {
    return api.get(entities(bulkOperationId) + "&live=true&pageSize=1").path("total").asInt();
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

  private static Map<String, String> addresses(List<JsonNode> entities) {
    return entities.stream()
        .collect(
            Collectors.toUnmodifiableMap(
                entity -> entity.path("id").asText(),
                entity -> entity.path("contact").path("email").asText()));
  }

  private static String entities(String bulkOperationId) {
    return "/api/entities?sort=createdAt&bulkOperationId=" + bulkOperationId;
  }
}
