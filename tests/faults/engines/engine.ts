/** A server of the run's own, that can be killed and comes back with its data. */
export interface Engine extends AsyncDisposable {
  /** The same before and after a restart. */
  readonly url: string;
  /** Of the program now; what it starts are its children. */
  pid(): number;
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
  /** Starts it over what it left behind, and waits until it answers. */
  startAgain(): Promise<void>;
}
