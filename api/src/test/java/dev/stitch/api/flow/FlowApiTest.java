package dev.stitch.api.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.ApiTest;
import dev.stitch.store.Ids;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** What the tests of flows have in common: small graphs, and flows made of them. */
@Tag("server")
abstract class FlowApiTest extends ApiTest {

  static final String SPINE =
      json(
          "{'nodes':[{'id':'new','type':'ux','label':'New'},{'id':'won','type':'ux','label':'Won'},"
              + "{'id':'crm','type':'system'}],"
              + "'edges':[{'id':'e','source':'new','target':'won'}]}");

  static final String PATH =
      json(
          "{'nodes':[{'id':'a','type':'set','data':{'values':{'x':'1'}}},"
              + "{'id':'b','type':'set','data':{'values':{'y':'2'}}}],"
              + "'edges':[{'id':'e','source':'a','target':'b'}]}");

  @BeforeEach
  void empty() {
    database.update("DELETE FROM entities");
    database.update("DELETE FROM contacts");
    database.update("DELETE FROM flows");
  }

  String flow(String kind, String name, String graph) {
    Answer answer =
        post(
            "/api/flows",
            json("{'name':'%s','kind':'%s','graph':%s}".formatted(name, kind, graph)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.at("/id").textValue();
  }

  String bmc() {
    return flow("bmc", "Outreach", SPINE);
  }

  String system() {
    return flow("system", "Greeting", PATH);
  }

  Answer publish(String id) {
    return send("POST", "/api/flows/" + id + "/versions", null);
  }

  Answer change(String id, String body) {
    return put("/api/flows/" + id, json(body), "If-Match", "*");
  }

  /** An entity of the newest version, where {@code node} may be null. */
  UUID entity(String flowId, String node, String status) {
    UUID contact = Ids.next();
    UUID entity = Ids.next();
    database.update("INSERT INTO contacts (id) VALUES (?)", contact);
    database.update(
        """
        INSERT INTO entities (id, contact_id, flow_id, flow_version, plan_hash, current_node_id, status,
                              workflow_id, source)
        SELECT ?, ?, flow_id, version, hash, ?, ?, ?, 'api'
        FROM flow_versions WHERE flow_id = ? ORDER BY version DESC LIMIT 1
        """,
        entity,
        contact,
        node,
        status,
        "journey/" + entity,
        UUID.fromString(flowId));
    return entity;
  }
}
