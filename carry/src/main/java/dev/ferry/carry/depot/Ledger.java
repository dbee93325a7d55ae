package dev.ferry.carry.depot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.carry.receipt.RootReceiptFields;
import dev.ferry.image.json.JsonFields;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.CanonicalJson;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.Durable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The history of a depot: one JSON object a line, only ever added to. A last line without its end
 * was cut by a kill; it counts as absent and goes when the next one is written.
 */
public final class Ledger {
  /** Where lines go that cannot be read. */
  static final String DAMAGED = "ledger.damaged";

  private static final int LARGEST = 256 << 20;
  private static final long MOST_NUMBERS = 1L << 40;

  private final Path file;

  Ledger(Path file) {
    this.file = file;
  }

  /**
   * What was read.
   *
   * @param entries oldest first
   * @param lines that are there, read or not
   * @param problems of lines that cannot be read
   */
  public record Content(List<LedgerEntry> entries, long lines, List<Text> problems) {
    public Content {
      entries = List.copyOf(entries);
      problems = List.copyOf(problems);
    }

    /** The import that kept everything of a parcel. */
    public Optional<LedgerEntry> findComplete(ParcelName parcel) {
      return entries.stream()
          .filter(entry -> entry.result() == ImportResult.COMPLETE)
          .filter(entry -> entry.parcel().map(ParcelName::id).equals(Optional.of(parcel.id())))
          .findFirst();
    }
  }

  /**
   * Takes the lines that cannot be read out of the way, so that nothing stumbles over them. They
   * are kept in another file; here a line says that one was lost, so the count of lines, by which
   * inventories are told to be newer, stays.
   *
   * @return how many
   */
  int setAside() {
    ByteArrayOutputStream good = new ByteArrayOutputStream();
    ByteArrayOutputStream bad = new ByteArrayOutputStream();
    int count = 0;
    long number = 0;
    for (byte[] line : lines()) {
      number++;
      if (isReadable(number, line)) {
        good.writeBytes(line);
        good.write('\n');
      } else {
        count++;
        bad.writeBytes(line);
        bad.write('\n');
        good.writeBytes(bytes(LedgerEntry.lost()));
      }
    }
    if (count > 0) {
      Path aside = file.resolveSibling(DAMAGED);
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(bytes(aside));
      all.writeBytes(bad.toByteArray());
      Durable.write(aside, all.toByteArray());
      Durable.write(file, good.toByteArray());
    }
    return count;
  }

  private boolean isReadable(long number, byte[] line) {
    try {
      entry(number, line);
      return true;
    } catch (FerryException wrong) {
      return false;
    }
  }

  private static byte[] bytes(LedgerEntry entry) {
    return (new String(CanonicalJson.bytes(tree(entry)), UTF_8) + "\n").getBytes(UTF_8);
  }

  /** Adds a line; it is on the disk when this returns. */
  public void append(LedgerEntry entry) {
    byte[] line = bytes(entry);
    boolean fresh = !Files.exists(file);
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long end = wholeLines(channel);
      channel.truncate(end);
      ByteBuffer rest = ByteBuffer.wrap(line);
      while (rest.hasRemaining()) {
        channel.write(rest, end + rest.position());
      }
      channel.force(true);
      if (fresh) {
        Durable.forceParent(file);
      }
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  /** Where the last line that has its end, ends. */
  private static long wholeLines(FileChannel channel) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(4096);
    long end = channel.size();
    while (end > 0) {
      long from = Math.max(0, end - one.capacity());
      one.clear().limit((int) (end - from));
      while (one.hasRemaining() && channel.read(one, from + one.position()) >= 0) {
        // Goes on where a short read ended.
      }
      for (int i = (int) (end - from) - 1; i >= 0; i--) {
        if (one.get(i) == '\n') {
          return from + i + 1;
        }
      }
      end = from;
    }
    return 0;
  }

  /** Everything that can be read. */
  public Content read() {
    List<LedgerEntry> entries = new ArrayList<>();
    List<Text> problems = new ArrayList<>();
    long number = 0;
    for (byte[] line : lines()) {
      number++;
      try {
        entries.add(entry(number, line));
      } catch (FerryException wrong) {
        problems.add(wrong.text());
      }
    }
    return new Content(entries, number, problems);
  }

  /** The lines that have their end, without it. */
  private List<byte[]> lines() {
    List<byte[]> lines = new ArrayList<>();
    byte[] bytes = bytes(file);
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        lines.add(Arrays.copyOfRange(bytes, start, i));
        start = i + 1;
      }
    }
    return lines;
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new IOException("larger than " + LARGEST + " bytes");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException nothingHappened) {
      return new byte[0];
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  private static Map<String, Object> tree(LedgerEntry entry) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("at", entry.at());
    tree.put("event", entry.event().name().toLowerCase(Locale.ROOT));
    tree.put("from", entry.from());
    tree.put("result", entry.result().id());
    tree.put("roots", entry.roots().stream().map(RootReceiptFields::tree).toList());
    entry
        .parcel()
        .ifPresent(
            parcel ->
                tree.put(
                    "parcel",
                    Map.of(
                        "id",
                        parcel.id(),
                        "exporter",
                        parcel.exporter(),
                        "site",
                        parcel.site(),
                        "number",
                        parcel.number())));
    return tree;
  }

  private LedgerEntry entry(long number, byte[] line) {
    JsonFields fields = JsonFields.parse(file.getFileName() + ":" + number, line);
    LedgerEntry.Event event =
        Arrays.stream(LedgerEntry.Event.values())
            .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(fields.string("event")))
            .findFirst()
            .orElseThrow(() -> fields.bad("event", "`import`, `remove` or `lost`"));
    return new LedgerEntry(
        fields.string("at"),
        event,
        fields.string("from"),
        fields.findObject("parcel").map(Ledger::parcel),
        RootReceiptFields.result(fields),
        fields.objects("roots").stream().map(RootReceiptFields::read).toList());
  }

  private static ParcelName parcel(JsonFields fields) {
    return new ParcelName(
        fields.string("id"),
        fields.string("exporter"),
        fields.string("site"),
        fields.number("number", MOST_NUMBERS));
  }
}
