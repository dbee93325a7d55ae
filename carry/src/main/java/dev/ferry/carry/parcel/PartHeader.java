package dev.ferry.carry.parcel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.ferry.model.Digest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first 512 bytes of a part: lines of ASCII, each field at its place, so that a shell can read
 * them.
 *
 * @param parcel the id
 * @param part from 1; parity parts follow the data parts
 * @param dataParts how many data parts the parcel has
 * @param parityParts how many parity parts the parcel has
 * @param manifest bytes of the packed manifest that follows, 0 where there is none
 * @param table bytes of the table of slice digests that ends the part, 0 in data parts
 * @param content bytes of the slices, which follow the manifest
 * @param digest SHA-256 of all that follows the header
 */
record PartHeader(
    ParcelId parcel,
    int part,
    int dataParts,
    int parityParts,
    int manifest,
    int table,
    long content,
    Digest digest) {
  /** Bytes of a header. */
  static final int SIZE = 512;

  /** How every part begins. */
  static final String MAGIC = "ferry-parcel 1\n";

  private static final int CHECK_LINE = 71;
  private static final int PROLOGUE = SIZE - CHECK_LINE;
  private static final String NOTE =
      "note A part of a parcel for Ferry. Is it whole? sh check.sh  What to do? README.txt";
  private static final Pattern FORM =
      Pattern.compile(
          MAGIC
              + "parcel ([0-9a-f]{32})\npart (\\d{7})\ndata (\\d{7})\nparity (\\d{7})\n"
              + "manifest (\\d{12})\ntable (\\d{12})\ncontent (\\d{15})\nsha256 ([0-9a-f]{64})\n"
              + "note [^\n]*\ncheck [0-9a-f]{64}\n");

  /** Bytes of the whole file. */
  long fileSize() {
    return tableStart() + table;
  }

  /** Where the table of slice digests begins in the file. */
  long tableStart() {
    return front() + content;
  }

  /** Where the slices begin in the file. */
  long front() {
    return SIZE + (long) manifest;
  }

  byte[] bytes() {
    String lines =
        String.format(
            Locale.ROOT,
            "%sparcel %s%npart %07d%ndata %07d%nparity %07d%nmanifest %012d%ntable %012d%n"
                    .replace("%n", "\n")
                + "content %015d\nsha256 %s\n",
            MAGIC,
            parcel.hex(),
            part,
            dataParts,
            parityParts,
            manifest,
            table,
            content,
            digest.hex());
    String note = NOTE + " ".repeat(PROLOGUE - 1 - lines.length() - NOTE.length()) + "\n";
    byte[] prologue = (lines + note).getBytes(ISO_8859_1);
    String check = "check " + Digest.of(prologue).hex() + "\n";
    byte[] bytes = Arrays.copyOf(prologue, SIZE);
    System.arraycopy(check.getBytes(ISO_8859_1), 0, bytes, PROLOGUE, CHECK_LINE);
    return bytes;
  }

  /** The header that these bytes are, or nothing where a bit of it is wrong. */
  static Optional<PartHeader> find(byte[] bytes) {
    Matcher fields = FORM.matcher(new String(bytes, ISO_8859_1));
    if (bytes.length != SIZE || !fields.matches()) {
      return Optional.empty();
    }
    PartHeader header =
        new PartHeader(
            new ParcelId(fields.group(1)),
            Integer.parseInt(fields.group(2)),
            Integer.parseInt(fields.group(3)),
            Integer.parseInt(fields.group(4)),
            (int) Math.min(Integer.MAX_VALUE, Long.parseLong(fields.group(5))),
            (int) Math.min(Integer.MAX_VALUE, Long.parseLong(fields.group(6))),
            Long.parseLong(fields.group(7)),
            new Digest(fields.group(8)));
    return header.isPlausible() && Arrays.equals(header.bytes(), bytes)
        ? Optional.of(header)
        : Optional.empty();
  }

  private boolean isPlausible() {
    return part >= 1
        && dataParts >= 1
        && dataParts <= PartLayout.MOST_PARTS
        && parityParts <= PartLayout.MOST_PARTS_WITH_PARITY
        && part <= dataParts + parityParts
        && manifest <= ManifestCodec.LARGEST
        && table <= ManifestCodec.LARGEST
        && content <= PartLayout.LARGEST_PAYLOAD;
  }
}
