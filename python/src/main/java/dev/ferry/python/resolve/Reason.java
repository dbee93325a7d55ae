package dev.ferry.python.resolve;

import dev.ferry.model.Text;
import dev.ferry.python.requirement.Requirement;

/** What the solver carries for us with each fact. */
sealed interface Reason {
  /** Somebody asked for it. */
  record Asked(Requirement requirement, Text origin) implements Reason {}

  /** A release declares it, or a correction adds it. */
  record Declared(Requirement requirement) implements Reason {}

  /** A constraint bounds it. */
  record Bounded(Requirement constraint) implements Reason {}

  /** An extra belongs to its project's own version. */
  record SameRelease() implements Reason {}

  /** The releases were filtered when the page arrived, each with its own reason. */
  record Filtered(Project project) implements Reason {}

  /** A release was tried and cannot be used. */
  record Rejected(Unusable why) implements Reason {}
}
