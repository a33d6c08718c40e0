package io.obdio.core.definition;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.ObdAddress;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestOptions;
import io.obdio.core.message.RequestTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A reader of OBDb signal sets, format v3 (repository OBDb/.schemas, signals.json). A command or
 * signal that is not valid is reported and left out; a field that is not known is reported. One
 * use, one thread.
 *
 * <p>Fields without an effect on requests and values: {@code freq}, {@code dbg}, {@code dbgfilter},
 * {@code path}, {@code hidden}, {@code description}, {@code suggestedMetric}, {@code omin}, {@code
 * omax}, {@code oval}, {@code signalGroups}. {@code fcm1} needs none: flow control is always sent.
 */
final class ObdbReader {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Set<String> SET_FIELDS =
      Set.of("diagnosticLevel", "commands", "signalGroups", "synthetics");

  private static final Set<String> COMMAND_FIELDS =
      Set.of(
          "hdr",
          "rax",
          "eax",
          "pri",
          "tst",
          "tmo",
          "fcm1",
          "dbg",
          "din",
          "dout",
          "cmd",
          "freq",
          "proto",
          "filter",
          "dbgfilter",
          "signals");

  private static final EcuAddress ENGINE = ObdAddress.request11(0);

  private static final int FIRST_OBD_SERVICE = 0x01;
  private static final int LAST_OBD_SERVICE = 0x0A;

  /** The unit of {@code tmo}, as of the ELM327's AT ST. */
  private static final Duration TIMEOUT_UNIT = Duration.ofMillis(4);

  private final String file;
  private final List<DefinedCommand> defined = new ArrayList<>();
  private final List<DefinitionProblem> problems = new ArrayList<>();
  private OptionalInt diagnosticLevel = OptionalInt.empty();

  ObdbReader(String file) {
    this.file = file;
  }

  Definition read(String text) throws DefinitionException {
    ObdbFields set;
    Iterator<JsonNode> commands;
    try {
      set = ObdbFields.of(JSON.readTree(text), "commands");
      commands = ObdbFields.of(JSON.readTree(text), "commands").array("commands");
    } catch (JacksonException e) {
      throw notJson(e);
    } catch (IllegalArgumentException e) {
      throw notASet(e);
    }
    if (!set.has("commands")) {
      throw notASet(null);
    }
    set.unknown(SET_FIELDS, reason -> note("set", reason));
    checked("set", () -> diagnosticLevel = set.hexByte("diagnosticLevel"));
    for (int number = 1; commands.hasNext(); number++) {
      JsonNode node = commands.next();
      String place = "command " + number;
      checked(place, () -> command(ObdbFields.of(node, "command"), place));
    }
    new ObdbSynthetics(defined, this::report, this::note).read(set);
    return new Definition(file, defined, problems);
  }

  /** Returns an error with the line, without what is internal to the parser. */
  private DefinitionException notJson(JacksonException e) {
    String what = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    int internal = what.indexOf(" (");
    var at = e.getLocation();
    return new DefinitionException(
        file
            + (at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr())
            + ": not JSON: "
            + (what.contains("end-of-input")
                ? "the file ends within an object or a list"
                : internal > 0 ? what.substring(0, internal) : what),
        e);
  }

  private DefinitionException notASet(@Nullable IllegalArgumentException cause) {
    return new DefinitionException(file + ": not a signal set: no list 'commands'", cause);
  }

  /** Reports what is left out. */
  private void report(String place, String reason) {
    problems.add(new DefinitionProblem(file, place, reason, true));
  }

  /** Reports what has no effect. */
  private void note(String place, String reason) {
    problems.add(new DefinitionProblem(file, place, reason, false));
  }

  private void checked(String place, Runnable action) {
    try {
      action.run();
    } catch (IllegalArgumentException e) {
      report(place, String.valueOf(e.getMessage()));
    }
  }

  private void command(ObdbFields fields, String place) {
    Payload payload = payload(fields);
    String where = place + " (" + fields.text("hdr").orElse("") + "." + payload + ")";
    fields.unknown(COMMAND_FIELDS, reason -> note(where, reason));
    ObdbAddress address = ObdbAddress.of(addressFields(fields));
    address.notes().forEach(reason -> note(where, reason));
    Optional<RequestTarget> target =
        isToEngine(payload, address) ? Optional.empty() : address.target();
    DiagnosticRequest.ToVehicle request =
        new DiagnosticRequest.ToVehicle(payload, target, options(fields, address));
    ModelYears years = ObdbFilter.read(fields.node("filter"), reason -> note(where, reason));
    if (!fields.has("signals")) {
      throw new IllegalArgumentException("expected a list 'signals'");
    }
    ObdbSignals signals = new ObdbSignals(where, this::report, this::note);
    defined.addAll(new ObdbCommand(request, years, signals.read(fields)).defined());
  }

  /**
   * Returns whether a command asks the engine ECU for a service of SAE J1979. Such requests are
   * functional and exist on every bus: OBDb's own tools replace the header 7E0 of the set SAEJ1979
   * by DB33 and 686A where the vehicle has 29-bit identifiers or an older bus. The engine's answer
   * counts, as the filter of the command states.
   */
  private static boolean isToEngine(Payload payload, ObdbAddress address) {
    RequestTarget target = address.target().orElse(null);
    return target != null
        && target.request().equals(ENGINE)
        && target.answer().filter(answer -> !ObdAddress.isEngine(answer)).isEmpty()
        && target.extended().isEmpty()
        && !payload.isEmpty()
        && payload.at(0) >= FIRST_OBD_SERVICE
        && payload.at(0) <= LAST_OBD_SERVICE;
  }

  private static Payload payload(ObdbFields fields) {
    JsonNode cmd = fields.node("cmd");
    if (cmd == null || !cmd.isObject() || cmd.size() != 1) {
      throw new IllegalArgumentException(
          "expected one service in 'cmd', such as {\"22\": \"F190\"}");
    }
    Map.Entry<String, JsonNode> entry = cmd.properties().iterator().next();
    return Payload.ofHex(entry.getKey() + ObdbFields.string("cmd", entry.getValue()));
  }

  private static ObdbAddress.Fields addressFields(ObdbFields fields) {
    return new ObdbAddress.Fields(
        fields.text("hdr").orElse(""),
        fields.text("rax"),
        fields.hexByte("pri"),
        fields.hexByte("tst"),
        fields.hexByte("eax"),
        fields.text("proto"));
  }

  private RequestOptions options(ObdbFields fields, ObdbAddress address) {
    OptionalInt din = fields.hexByte("din");
    RequestOptions options =
        RequestOptions.NONE
            .withSession(din.isPresent() ? din : diagnosticLevel, fields.hexByte("dout"))
            .withAnswerTime(TIMEOUT_UNIT.multipliedBy(fields.hexByte("tmo").orElse(0)));
    return address.bus().map(options::withBus).orElse(options);
  }
}
