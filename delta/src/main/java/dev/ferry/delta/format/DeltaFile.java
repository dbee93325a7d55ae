package dev.ferry.delta.format;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.format.PackedStream.Method;
import dev.ferry.delta.stream.BadDelta;
import dev.ferry.delta.stream.ByteSource;
import dev.ferry.delta.stream.BytesSource;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.model.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A delta as it lies on disk.
 *
 * @param header what it says of itself
 * @param streams the table of streams
 * @param digest of everything behind this digest
 * @param body where the first packed stream begins; the others follow in the order of the table
 */
public record DeltaFile(DeltaHeader header, List<PackedStream> streams, Digest digest, long body) {
  /** The first bytes. */
  public static final byte[] MAGIC = "FRYDELTA".getBytes(StandardCharsets.US_ASCII);

  /** The only version of the format. */
  public static final int VERSION = 1;

  /** Where that begins of which the digest is. */
  public static final int COVERED = MAGIC.length + 1 + 32;

  private static final int MOST_STREAMS = 255;
  private static final int LEAST_DICTIONARY = 12;
  private static final int MOST_DICTIONARY = 26;

  public DeltaFile {
    streams = List.copyOf(streams);
  }

  /**
   * Reads header and table.
   *
   * @throws BadDelta where it is no delta, or of another version, or its parts do not fill the file
   */
  public static DeltaFile read(Bytes file) {
    BytesSource source = new BytesSource("the header", file);
    for (byte want : MAGIC) {
      if (file.size() < COVERED || (byte) source.next() != want) {
        throw new BadDelta("it does not begin as a delta does");
      }
    }
    int version = source.next();
    if (version != VERSION) {
      throw new BadDelta("its format is " + version + ", want " + VERSION);
    }
    Digest digest = digest(source);
    DeltaHeader header = header(version, source);
    List<PackedStream> streams = streams(source);
    long body = source.position();
    long left = file.size() - body;
    for (PackedStream stream : streams) {
      left = left < stream.packed() ? -1 : left - stream.packed();
    }
    if (left != 0) {
      throw new BadDelta("its streams do not fill it");
    }
    return new DeltaFile(header, streams, digest, body);
  }

  private static DeltaHeader header(int version, ByteSource source) {
    Digest[] digests = {digest(source), digest(source), digest(source), digest(source)};
    return new DeltaHeader(
        version,
        new Fingerprint(digests[0], source.number()),
        new Fingerprint(digests[1], source.number()),
        new Fingerprint(digests[2], source.number()),
        new Fingerprint(digests[3], source.number()),
        source.number());
  }

  private static List<PackedStream> streams(ByteSource source) {
    long count = source.number();
    if (count > MOST_STREAMS) {
      throw new BadDelta("it has " + count + " streams");
    }
    List<PackedStream> all = new ArrayList<>();
    int last = 0;
    while (all.size() < count) {
      PackedStream stream = stream(source);
      if (stream.kind().number() <= last) {
        throw new BadDelta("its streams are not in order");
      }
      last = stream.kind().number();
      all.add(stream);
    }
    return all;
  }

  private static PackedStream stream(ByteSource source) {
    int number = source.next();
    StreamKind kind =
        find(number).orElseThrow(() -> new BadDelta("it has a stream of kind " + number));
    Method method = method(source.next());
    boolean lzma = method == Method.LZMA;
    int settings = lzma ? source.next() : 0;
    int dictionary = lzma ? source.next() : 0;
    if (lzma && (dictionary < LEAST_DICTIONARY || dictionary > MOST_DICTIONARY)) {
      throw new BadDelta("stream " + kind + " has a dictionary of 2^" + dictionary + " bytes");
    }
    return new PackedStream(kind, method, settings, dictionary, source.number(), source.number());
  }

  private static Method method(int number) {
    return Stream.of(Method.values())
        .filter(method -> method.number() == number)
        .findFirst()
        .orElseThrow(() -> new BadDelta("a stream is packed by method " + number));
  }

  private static Optional<StreamKind> find(int number) {
    return Stream.of(StreamKind.values()).filter(kind -> kind.number() == number).findFirst();
  }

  private static Digest digest(ByteSource source) {
    byte[] bytes = new byte[32];
    source.next(bytes, 0, bytes.length);
    return Digest.from(bytes);
  }
}
