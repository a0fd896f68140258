package dev.stitch.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer says what is wrong with it, and is never the server's failure. */
class BadInputTest {

  private static final RunningStack STACK = RunningStack.shared();

  /** What stands for {@code <name>} in paths and bodies. */
  private static Map<String, String> names;

  /** A business flow with a live and an ended entity, a system flow, and an unpublished one. */
  @BeforeAll
  static void publish() {
    Api api = STACK.api();
    String bmc =
        api.flow(
            "bmc",
            "Bad input",
            Canvas.spine("first", "last")
                .node("machine", "set", "{'values':{'x':'1'}}")
                .edge("first", "machine")
                .graph());
    String system =
        api.flow(
            "system",
            "Bad input path",
            new Canvas().node("only", "set", "{'values':{'x':'1'}}").graph());
    String strict = strictFlow(api);
    String draft =
        id(api.post("/api/flows", Canvas.json("{'name':'Unpublished','kind':'system'}")));
    String contact = api.contact("Live", "bad-input-" + UUID.randomUUID() + "@example.org");
    String entity = enter(api, bmc, contact);
    String other = api.contact("Ended", "bad-input-" + UUID.randomUUID() + "@example.org");
    String ended = enter(api, bmc, other);
    Eventually.within(Duration.ofSeconds(30))
        .until(
            () -> api.post("/api/entities/" + ended + "/cancel", "{}").status() == 200,
            () -> "the entity is cancelled");
    names =
        Map.of(
            "bmc", bmc,
            "system", system,
            "strict", strict,
            "draft", draft,
            "contact", contact,
            "entity", entity,
            "ended", ended,
            "unknown", "0190a000-0000-7000-8000-000000000000");
  }

  /** Its runs take {@code {"count": a whole number}}. */
  private static String strictFlow(Api api) {
    JsonNode flow =
        Canvas.json(
            """
            {'name':'Strict','kind':'system',
             'inputSchema':{'type':'object','required':['count'],
                            'properties':{'count':{'type':'integer'}}},
             'graph':{'nodes':[{'id':'only','type':'set','data':{'values':{'x':'1'}}}],'edges':[]}}
            """);
    String id = id(api.post("/api/flows", flow));
    api.post("/api/flows/" + id + "/versions", "{}").good();
    return id;
  }

  private static String enter(Api api, String flow, String contact) {
    return id(
        api.post(
            "/api/entities",
            Canvas.json("{'flowId':'" + flow + "','contactId':'" + contact + "'}")));
  }

  private static String id(Api.Answer answer) {
    return answer.good().get("id").asText();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          GET    | /api/contacts/<unknown>
          PATCH  | /api/contacts/<unknown>
          DELETE | /api/contacts/<unknown>
          GET    | /api/contacts/<unknown>/timeline
          GET    | /api/contacts/not-an-id
          GET    | /api/flows/<unknown>
          DELETE | /api/flows/<unknown>
          POST   | /api/flows/<unknown>/versions
          GET    | /api/flows/<unknown>/versions
          GET    | /api/flows/<system>/versions/99
          GET    | /api/flows/<unknown>/ux-mapping
          POST   | /api/flows/<unknown>/ux-mapping
          DELETE | /api/flows/<unknown>/ux-mapping/first/<system>
          DELETE | /api/flows/<bmc>/ux-mapping/first/<unknown>
          DELETE | /api/flows/<bmc>/ux-mapping/first/<system>
          GET    | /api/flows/<unknown>/run-form
          GET    | /api/flows/<unknown>/stages
          GET    | /api/flows/<unknown>/entities
          POST   | /api/flows/<unknown>/run
          GET    | /api/entities/<unknown>
          GET    | /api/entities/not-an-id
          PATCH  | /api/entities/<unknown>
          DELETE | /api/entities/<unknown>
          GET    | /api/entities/<unknown>/journey-events
          GET    | /api/entities/<unknown>/events
          POST   | /api/entities/<unknown>/advance
          POST   | /api/entities/<unknown>/pause
          POST   | /api/entities/<unknown>/resume
          POST   | /api/entities/<unknown>/retry
          POST   | /api/entities/<unknown>/skip
          POST   | /api/entities/<unknown>/cancel
          GET    | /api/workflows/<unknown>
          GET    | /api/workflows/<unknown>/events
          POST   | /api/workflows/<unknown>/pause
          POST   | /api/workflows/<unknown>/resume
          POST   | /api/workflows/<unknown>/cancel
          POST   | /api/workflows/<unknown>/kill
          POST   | /api/workflows/<unknown>/retry
          GET    | /api/bulk-operations/<unknown>
          POST   | /api/bulk-operations/<unknown>/cancel
          GET    | /api/tasks/<unknown>
          POST   | /api/tasks/<unknown>/answer
          GET    | /api/no-such-route
          """)
  void whatIsNotThereIsNotFound(String method, String path) {
    refused(method, path, method.equals("GET") ? null : acceptable(method, path), 404, null);
  }

  /** A body with which only what is not there can be wrong. */
  private static String acceptable(String method, String path) {
    if (path.endsWith("ux-mapping")) {
      return mapping("first", "<system>");
    }
    return method.equals("PATCH") && path.startsWith("/api/entities") ? "{'metadata':{}}" : "{}";
  }

  private static String mapping(String node, String flow) {
    return "{'uxNodeId':'" + node + "','systemFlowId':'" + flow + "'}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /api/contacts",
        "PATCH /api/contacts/<contact>",
        "POST /api/flows",
        "POST /api/flows/validate",
        "POST /api/flows/<bmc>/ux-mapping",
        "PUT /api/flows/<bmc>/ux-mapping/first",
        "POST /api/flows/<bmc>/run",
        "POST /api/flows/<system>/run",
        "POST /api/entities",
        "PATCH /api/entities/<entity>",
        "POST /api/entities/<entity>/move",
        "POST /api/entities/<entity>/pause",
        "POST /api/entities/<entity>/skip",
        "POST /api/entities/<entity>/events",
        "POST /api/entities/<entity>/migrate"
      })
  void aBodyThatIsNoJsonObjectIsUnreadable(String route) {
    String[] parts = route.split(" ");
    for (String body : new String[] {"{\"name\":", "nonsense", "[]", "7", "\"text\"", "{} {}"}) {
      refused(parts[0], parts[1], body, 400, null);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          POST | /api/contacts                    | {'name':5}                         | /name
          POST | /api/contacts                    | {'name':'A','tags':'x'}            | /tags
          POST | /api/contacts                    | {'name':'A','attributes':[]}       | /attributes
          POST | /api/flows                       | {'name':'A','kind':['bmc']}        | /kind
          POST | /api/flows                       | {'name':'A','kind':'bmc','graph':[]} | /graph
          POST | /api/flows/<bmc>/ux-mapping      | {'uxNodeId':1}                     | /uxNodeId
          POST | /api/flows/<bmc>/ux-mapping      | {'mappings':{}}                    | /mappings
          POST | /api/flows/<bmc>/run             | {'contactIds':'x'}                 | /contactIds
          POST | /api/flows/<bmc>/run             | {'contactIds':[{}]}                | /contactIds/0
          POST | /api/flows/<bmc>/run             | {'uxNodeId':{}}                    | /uxNodeId
          POST | /api/flows/<system>/run          | {'connections':[]}                 | /connections
          POST | /api/entities                    | {'flowId':{}}                      | /flowId
          POST | /api/entities/<entity>/move      | {'uxNodeId':5}                     | /uxNodeId
          POST | /api/entities/<entity>/skip      | {'nodeId':[]}                      | /nodeId
          POST | /api/entities/<entity>/events    | {'name':{}}                        | /name
          PATCH | /api/entities/<entity>          | {'metadata':[]}                    | /metadata
          """)
  void aFieldOfTheWrongTypeIsUnreadable(String method, String path, String body, String pointer) {
    refused(method, path, body, 400, pointer);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/contacts?page=0, /page",
    "/api/contacts?page=x, /page",
    "/api/contacts?pageSize=0, /pageSize",
    "/api/contacts?pageSize=100000, /pageSize",
    "/api/contacts?sort=nonsense, /sort",
    "/api/entities?status=nonsense, /status",
    "/api/entities?flowId=nonsense, /flowId",
    "/api/workflows?status=nonsense, /status",
    "/api/workflows?workflowType=nonsense, /workflowType",
    "/api/workflows?entityId=nonsense, /entityId",
    "/api/flows?kind=nonsense, /kind",
    "/api/tasks?state=nonsense, /state",
    "/api/mailbox/messages?entityId=nonsense, /entityId",
    "/api/events?lastEventId=nonsense, /lastEventId",
    "/api/entities/<entity>/events?lastEventId=-1, /lastEventId"
  })
  void aParameterThatCannotBeReadIsNamed(String path, String pointer) {
    refused("GET", path, null, 400, pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          /api/contacts                    | {'name':'A','email':'nobody'}                        | /email
          /api/contacts                    | {'name':'A\\u0000','email':'a@example.org'}          | /name
          /api/contacts                    | {'nmae':'A'}                                         | /nmae
          /api/contacts                    | {'name':'A','status':'gone'}                         | /status
          /api/flows                       | {'kind':'bmc'}                                       | /name
          /api/flows                       | {'name':'A'}                                         | /kind
          /api/flows                       | {'name':'A','kind':'tree'}                           | /kind
          /api/flows                       | {'name':'A','kind':'system','inputSchema':{'type':7}} | /inputSchema/type
          /api/flows/<bmc>/ux-mapping      | {'systemFlowId':'<system>'}                          | /uxNodeId
          /api/flows/<bmc>/ux-mapping      | {'uxNodeId':'first'}                                 | /systemFlowId
          /api/flows/<bmc>/ux-mapping      | {'uxNodeId':'first','systemFlowId':'nope'}           | /systemFlowId
          /api/flows/<bmc>/ux-mapping      | {'uxNodeId':'first','systemFlowId':'<system>','position':-1} | /position
          /api/flows/<bmc>/run             | {}                                                   | /contactIds
          /api/flows/<bmc>/run             | {'contactIds':[],'entityIds':[]}                     | /contactIds
          /api/flows/<bmc>/run             | {'contactIds':['nope']}                              | /contactIds/0
          /api/flows/<bmc>/run             | {'contactIds':['<contact>'],'input':{}}              | /input
          /api/flows/<system>/run          | {'contactIds':['<contact>']}                         | /contactIds
          /api/flows/<system>/run          | {'entityId':'<unknown>'}                             | /entityId
          /api/flows/<system>/run          | {'version':'newest'}                                 | /version
          /api/flows/<strict>/run          | {'input':{'count':'many'}}                           | /input/count
          /api/flows/<strict>/run          |                                                      | /input/count
          /api/entities                    | {'flowId':'<bmc>'}                                   | /contactId
          /api/entities                    | {'contactId':'<contact>'}                            | /flowId
          /api/entities                    | {'flowId':'<unknown>','contactId':'<contact>'}       | /flowId
          /api/entities                    | {'flowId':'<bmc>','contactId':'<unknown>'}           | /contactId
          /api/entities                    | {'flowId':'<system>','contactId':'<contact>'}        | /flowId
          /api/entities/<entity>/events    | {}                                                   | /name
          /api/entities/<entity>/move      | {}                                                   | /uxNodeId
          /api/entities/<entity>/pause     | {'timers':'melt'}                                    | /timers
          /api/entities/<entity>/resume    | {'mode':'later'}                                     | /mode
          /api/entities/<entity>/retry     | {'from':'middle'}                                    | /from
          /api/entities/<entity>/migrate   | {}                                                   | /version
          """)
  void whatCanBeReadButNotMeantIsInvalid(String path, String body, String pointer) {
    refused("POST", path, body, 422, pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          /api/flows/<bmc>/ux-mapping     | {'uxNodeId':'machine','systemFlowId':'<system>'}
          /api/flows/<bmc>/ux-mapping     | {'ux_node_id':'nowhere','system_flow_id':'<system>'}
          /api/flows/<bmc>/run            | {'contactIds':['<contact>'],'uxNodeId':'machine'}
          /api/flows/<bmc>/run            | {'contactIds':['<contact>'],'ux_node_id':'nowhere'}
          /api/entities                   | {'flowId':'<bmc>','contactId':'<contact>','uxNodeId':'machine'}
          /api/entities/<entity>/move     | {'uxNodeId':'machine'}
          /api/entities/<entity>/move     | {'uxNodeId':'nowhere'}
          /api/flows/<system>/run         | {'entityId':'<entity>','uxNodeId':'machine'}
          """)
  void anEntityStandsOnlyAtUxNodes(String path, String body) {
    refused("POST", path, body, 422, "/uxNodeId");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<bmc>", "<unknown>"})
  void onlySystemFlowsAreMapped(String flow) {
    boolean unknown = flow.equals("<unknown>");
    refused(
        "POST",
        "/api/flows/<bmc>/ux-mapping",
        mapping("first", flow),
        unknown ? 404 : 422,
        unknown ? null : "/systemFlowId");
    refused("POST", "/api/flows/<system>/ux-mapping", mapping("only", "<system>"), 422, null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          POST   | /api/flows/<draft>/run           | {}
          POST   | /api/entities/<ended>/advance    | {}
          POST   | /api/entities/<ended>/move       | {'uxNodeId':'last'}
          POST   | /api/entities/<ended>/cancel     | {}
          POST   | /api/entities/<entity>/retry     | {}
          POST   | /api/entities/<entity>/skip      | {}
          POST   | /api/entities/<entity>/resume    | {}
          DELETE | /api/entities/<entity>           | {}
          POST   | /api/entities                    | {'flowId':'<bmc>','contactId':'<contact>'}
          """)
  void whatDoesNotFitTheStateIsAConflict(String method, String path, String body) {
    refused(method, path, body, 409, null);
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /api/step-types, application/json, {}, 405",
    "POST, /api/contacts, text/plain, hello, 415",
    "PUT, /api/flows/<system>, application/json, {}, 428"
  })
  void whatIsSentTheWrongWayIsRefused(
      String method, String path, String contentType, String body, int status) {
    ExpectedRefusals.assertRefused(
        STACK.api().send(method, filled(path), contentType, body), status, null);
  }

  private static void refused(String method, String path, String body, int status, String pointer) {
    String type = method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
    String json = body == null ? null : filled(body).replace('\'', '"');
    ExpectedRefusals.assertRefused(
        STACK.api().send(method, filled(path), type, json), status, pointer);
  }

  private static String filled(String text) {
    String filled = text;
    for (Map.Entry<String, String> name : names.entrySet()) {
      filled = filled.replace("<" + name.getKey() + ">", name.getValue());
    }
    return filled;
  }
}
