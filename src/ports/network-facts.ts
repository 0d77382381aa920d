/** How this process is connected to the network, as far as it tells who comes by which address. */
export interface NetworkFacts {
  /** Whether it runs in a container. */
  readonly inContainer: boolean;
  /** Address of the default route's gateway. In a container, the host itself. */
  readonly gateway: string | undefined;
  /** Networks of its own interfaces, as CIDR. */
  readonly networks: readonly string[];
}
