package io.obdio.sim.elm327;

import java.util.Arrays;
import java.util.Optional;

/**
 * The versions of adapters: texts, command sets, quirks. {@code version} is that of the genuine
 * chip with the same commands (times ten), {@code lacks} lists those of its commands that are
 * missing. Sources: the command summaries of the data sheets and field reports of clones.
 */
public enum ElmIdentity {
  /** The common clone, with a version number that the genuine chip never had. */
  CLONE_1_5("1.5", "ELM327 v1.5", 14, Lacks.CLONE, false, false),
  /** A clone with fewer commands than its version suggests. */
  CLONE_2_1("2.1", "ELM327 v2.1", 14, Lacks.POOR_CLONE, false, false),
  /** The last genuine ELM327. */
  ELM_2_3("2.3", "ELM327 v2.3", 23, Lacks.NOTHING, true, false),
  /** An OBDLink with STN1110: the commands of ELM327 v1.4b and the ST commands. */
  OBDLINK("obdlink", "ELM327 v1.4b", 14, Lacks.NOTHING, true, true);

  /** The commands that clones lack. */
  private static final class Lacks {
    static final String CLONE = "SP00 NL AMC AMT RA CEA CF29 CM29 CP FCSD FCSH FCSM CTM FE SH8";
    static final String POOR_CLONE =
        CLONE + " PPS PP BRD BRT LP CSM MP DM1 IGN KW SI FI JE JS JHF JTM PB TA SW WM BD";
    static final String NOTHING = "";
  }

  private final String key;
  private final String id;
  private final int version;
  private final String lacks;
  private final boolean extendsOnPending;
  private final boolean stn;

  ElmIdentity(
      String key, String id, int version, String lacks, boolean extendsOnPending, boolean stn) {
    this.key = key;
    this.id = id;
    this.version = version;
    this.lacks = ' ' + lacks + ' ';
    this.extendsOnPending = extendsOnPending;
    this.stn = stn;
  }

  /** Returns the name in options and flags, such as {@code 2.3}. */
  public String key() {
    return key;
  }

  /** Returns the identity with the given name in options and flags. */
  public static Optional<ElmIdentity> ofKey(String key) {
    return Arrays.stream(values()).filter(i -> i.key.equals(key)).findFirst();
  }

  /** Returns the text that {@code AT I} and a reset print. */
  public String id() {
    return id;
  }

  /** Returns the version of the genuine chip, times ten. */
  int version() {
    return version;
  }

  /** Returns whether it has the ST commands. */
  public boolean stn() {
    return stn;
  }

  /** Returns whether it extends the time-out after a responsePending (7F xx 78). */
  boolean extendsOnPending() {
    return extendsOnPending;
  }

  /** Returns the size of the transmit buffer, in bytes. */
  int transmitBuffer() {
    if (stn) {
      return 4096;
    }
    return version >= 20 ? 512 : 256;
  }

  /** Returns whether single frames are shown without their padding although headers are on. */
  boolean hidesPadding() {
    return this == CLONE_1_5 || this == CLONE_2_1;
  }

  /** Returns whether the data follow SEARCHING... on the same line. */
  boolean gluesSearching() {
    return this == CLONE_2_1;
  }

  /**
   * Returns whether it has a command that genuine chips have since version {@code since} (times
   * ten).
   */
  boolean has(String command, int since) {
    return since <= version && !lacks.contains(' ' + command + ' ');
  }
}
