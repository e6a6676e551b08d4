"""Pictures of strangers, looked at for QR codes, in a process of their own."""
