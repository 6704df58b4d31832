from django.urls import path

from payments import views

urlpatterns = [
    path("payments/", views.run_list, name="run_list"),
    path("payments/new/", views.run_new, name="run_new"),
    path("payments/<int:pk>/", views.run_detail, name="run_detail"),
    path("payments/<int:pk>/step/<slug:slug>/", views.run_step, name="run_step"),
    path("payments/<int:pk>/differences/", views.run_differences, name="run_differences"),
    path("payments/<int:pk>/unpaid/", views.run_unpaid, name="run_unpaid"),
    path("payments/<int:pk>/pdf/", views.run_pdf, name="run_pdf"),
    path("payments/lists/<int:pk>/", views.list_detail, name="list_detail"),
    path("payments/lists/<int:pk>/pdf/", views.list_pdf, name="list_pdf"),
    path("payments/lists/<int:pk>/xlsx/", views.list_xlsx, name="list_xlsx"),
    path("payments/lines/<int:pk>/", views.payment_line, name="payment_line"),
    path("payments/lines/<int:pk>/pdf/", views.payment_line_pdf, name="payment_line_pdf"),
]
