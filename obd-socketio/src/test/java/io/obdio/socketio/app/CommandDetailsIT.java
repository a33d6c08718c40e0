package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.TestClient;
import java.util.HashMap;
import java.util.Map;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The members of commands that obd-socketio sends, with {@code command-details}. */
@Timeout(60)
class CommandDetailsIT {

  private static Map<String, JSONObject> supported(TestClient client) throws Exception {
    Map<String, JSONObject> byName = new HashMap<>();
    JSONArray commands = (JSONArray) client.ask("supported_commands");
    for (int i = 0; i < commands.length(); i++) {
      byName.put(commands.getJSONObject(i).getString("name"), commands.getJSONObject(i));
    }
    return byName;
  }

  private static void check(JSONObject command, String request, int bytes, int ecu, boolean fast)
      throws Exception {
    assertEquals(request, command.getString("command"));
    assertEquals(bytes, command.getInt("bytes"), request);
    assertEquals(ecu, command.getInt("ecu"), request);
    assertEquals(fast, command.getBoolean("fast"), request);
    assertEquals(6, command.length(), command.toString());
  }

  @Test
  void commandsHaveTheMembersOfTheOriginal() throws Exception {
    try (InProcessServer server = new InProcessServer("--command-details");
        TestClient client = TestClient.connect(server.port())) {
      Map<String, JSONObject> commands = supported(client);
      check(commands.get("RPM"), "010C", 4, 2, true);
      check(commands.get("VIN"), "0902", 22, 2, true);
      check(commands.get("GET_DTC"), "03", 0, 255, false);
      check(commands.get("ELM_VOLTAGE"), "ATRV", 0, 1, false);
      JSONObject response = (JSONObject) client.ask("query_now", "SPEED");
      check(response.getJSONObject("command"), "010D", 3, 2, true);
    }
  }

  @Test
  void withoutTheOptionTheyHaveNameAndDescription() throws Exception {
    try (InProcessServer server = new InProcessServer();
        TestClient client = TestClient.connect(server.port())) {
      JSONObject rpm = supported(client).get("RPM");
      assertTrue(rpm.has("name") && rpm.has("desc"), rpm.toString());
      assertEquals(2, rpm.length(), rpm.toString());
    }
  }
}
