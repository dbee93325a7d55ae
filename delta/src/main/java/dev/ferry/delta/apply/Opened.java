package dev.ferry.delta.apply;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.bytes.MappedBytes;
import dev.ferry.delta.format.OldRef;
import dev.ferry.delta.format.Piece;
import dev.ferry.delta.format.Plan;
import dev.ferry.delta.format.Volumes;
import dev.ferry.delta.format.ZipEntry;
import dev.ferry.delta.member.MemberDecoder;
import dev.ferry.delta.scratch.Kept;
import dev.ferry.delta.scratch.Scratch;
import dev.ferry.delta.stream.StreamReader;
import dev.ferry.model.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * What a delta decodes: skeletons, the pool, libraries. Both sides are digested in the order in
 * which they are used.
 */
final class Opened {
  private static final long LARGE = 32 << 20;

  private final Volumes volumes;
  private final Scratch scratch;
  private final StreamReader streams;
  private final MessageDigest oldDigest = Digest.sha256();
  private final MessageDigest freshDigest = Digest.sha256();
  private final List<Bytes> libraries = new ArrayList<>();

  Opened(Volumes volumes, Scratch scratch, StreamReader streams) {
    this.volumes = volumes;
    this.scratch = scratch;
    this.streams = streams;
  }

  /** Decodes the directories. */
  List<Bytes> skeletons(List<Plan.Skeleton> skeletons) throws IOException {
    List<OldRef> old = new ArrayList<>();
    long size = 0;
    for (Plan.Skeleton skeleton : skeletons) {
      skeleton.old().ifPresent(old::add);
      size += skeleton.size();
    }
    Bytes all = decode(gather(old), size);
    List<Bytes> parts = new ArrayList<>();
    long place = 0;
    for (Plan.Skeleton skeleton : skeletons) {
      parts.add(all.slice(place, skeleton.size()));
      place += skeleton.size();
    }
    return parts;
  }

  /** Decodes the pool, and then the libraries. */
  Bytes pool(Piece content) throws IOException {
    Needs needs = new Needs();
    needs.add(content);
    Bytes pool = decode(gather(needs.old), needs.size);
    for (Piece.Library library : needs.libraries) {
      libraries.add(decode(gather(List.of(library.old())), library.size()));
      if (library.size() > LARGE) {
        MappedBytes.releaseUnused();
      }
    }
    return pool;
  }

  /** The libraries, in the order of the plan. */
  List<Bytes> libraries() {
    return libraries;
  }

  /** Of all that was read of the old side. To be asked once. */
  Digest oldDigest() {
    return Digest.from(oldDigest.digest());
  }

  /** Of all that was decoded. To be asked once. */
  Digest freshDigest() {
    return Digest.from(freshDigest.digest());
  }

  private Bytes gather(List<OldRef> refs) throws IOException {
    Kept kept = scratch.keep();
    try (OutputStream to = new DigestOutputStream(kept, oldDigest)) {
      for (OldRef ref : refs) {
        volumes.write(ref, to);
      }
    }
    return kept.bytes();
  }

  private Bytes decode(Bytes old, long size) throws IOException {
    Kept kept = scratch.keep();
    if (size > 0) {
      try (OutputStream to = new DigestOutputStream(kept, freshDigest)) {
        MemberDecoder.decode(old, size, streams, scratch, to);
      }
    }
    return kept.bytes();
  }

  /** Walks a plan in its order. */
  private static final class Needs {
    private final List<OldRef> old = new ArrayList<>();
    private final List<Piece.Library> libraries = new ArrayList<>();
    private long size;

    void add(Piece piece) {
      switch (piece) {
        case Piece.Literal literal -> size += literal.size();
        case Piece.Member member -> {
          old.add(member.old());
          size += member.size();
        }
        case Piece.Library library -> libraries.add(library);
        case Piece.OldRange range -> {}
        case Piece.Deflated deflated -> add(deflated.content());
        case Piece.Group group -> group.pieces().forEach(this::add);
        case Piece.FileList list -> add(list.text());
        case Piece.Zip zip -> {
          add(zip.lastGap());
          for (ZipEntry entry : zip.entries()) {
            add(entry.gap());
            add(entry.header());
            add(entry.data());
          }
        }
      }
    }
  }
}
