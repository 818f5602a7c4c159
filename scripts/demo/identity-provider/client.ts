/** How the portal is known to the provider of the demo. */
export const demoClient = { id: 'buoni-spesa', secret: 'demo-identity-provider-secret' } as const;
