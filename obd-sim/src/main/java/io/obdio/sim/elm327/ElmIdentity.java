package io.obdio.sim.elm327;

import java.util.Arrays;
import java.util.Optional;

/**
 * Which adapter it is: its texts, its command set, its manners. {@code version} is that of the
 * genuine chip whose commands it has (times ten), {@code lacks} names what it does not have
 * nevertheless; sources: the data sheets' command summaries and field reports of clones.
 */
public enum ElmIdentity {
  /** The usual clone with a version that never was. */
  CLONE_1_5("1.5", "ELM327 v1.5", 14, Lacks.CLONE, false, false),
  /** The poor clone: fewer commands than it says. */
  CLONE_2_1("2.1", "ELM327 v2.1", 14, Lacks.POOR_CLONE, false, false),
  /** The last genuine ELM327. */
  ELM_2_3("2.3", "ELM327 v2.3", 23, Lacks.NOTHING, true, false),
  /** An OBDLink with STN1110: ELM327 v1.4b commands and the ST command set. */
  OBDLINK("obdlink", "ELM327 v1.4b", 14, Lacks.NOTHING, true, true);

  /** What the clones lack, and what the poor one lacks beside that. */
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

  /** Of the genuine chip that it is like, times ten. */
  int version() {
    return version;
  }

  /** True if it has the ST commands. */
  public boolean stn() {
    return stn;
  }

  /** True if it waits on after a responsePending (7F xx 78). */
  boolean extendsOnPending() {
    return extendsOnPending;
  }

  /** How many bytes it can keep for the host while the line is busy. */
  int transmitBuffer() {
    if (stn) {
      return 4096;
    }
    return version >= 20 ? 512 : 256;
  }

  /** True if single frames are shown without their padding though the headers are on. */
  boolean hidesPadding() {
    return this == CLONE_1_5 || this == CLONE_2_1;
  }

  /** True if the data stand on the line of SEARCHING... */
  boolean gluesSearching() {
    return this == CLONE_2_1;
  }

  /** True if it has the command, which the genuine chips have since {@code since} (times ten). */
  boolean has(String command, int since) {
    return since <= version && !lacks.contains(' ' + command + ' ');
  }
}
